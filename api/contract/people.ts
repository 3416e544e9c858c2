/** An agency's people, and its provider. */
import { z } from 'zod';
import { ROLES } from './permissions.ts';
import { Email, NewScriptToken, PersonName } from './sign_in.ts';
import { oneLine } from './words.ts';

const Roles = z.array(z.enum(ROLES)).min(1, 'Choose at least one role.').max(ROLES.length);

export const PersonFacts = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    since: z.string(),
    /** null: a member still */
    ended_at: z.string().nullable(),
    disabled_at: z.string().nullable(),
    /** how they can sign in */
    ways: z.object({
      password: z.boolean(),
      totp: z.boolean(),
      passkeys: z.number().int(),
      provider: z.boolean(),
    }),
    last_seen_at: z.string().nullable(),
    /** they work for another agency too, so that this one cannot disable or reset their account */
    elsewhere: z.boolean(),
  })
  .meta({ id: 'PersonFacts' });
export type PersonFacts = z.infer<typeof PersonFacts>;

export const OpenInvitation = z
  .object({
    id: z.number().int(),
    kind: z.enum(['person', 'reset']),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    created_at: z.string(),
    expires_at: z.string(),
  })
  .meta({ id: 'OpenInvitation' });
export type OpenInvitation = z.infer<typeof OpenInvitation>;

export const People = z
  .object({ people: z.array(PersonFacts), invitations: z.array(OpenInvitation) })
  .meta({ id: 'People' });
export type People = z.infer<typeof People>;

export const NewInvitation = z
  .object({ email: Email, name: PersonName, roles: Roles })
  .meta({ id: 'NewInvitation' });
/** Shown this once: whoever opens the link is taken for that person. */
export const InvitationLink = z
  .object({ id: z.number().int(), link: z.string(), expires_at: z.string() })
  .meta({ id: 'InvitationLink' });
export type InvitationLink = z.infer<typeof InvitationLink>;
/** A program of the agency's own: what it is for, what it may do, how long. */
export const NewScript = NewScriptToken.extend({ roles: Roles }).meta({ id: 'NewScript' });
export const RolesChange = z.object({ roles: Roles }).meta({ id: 'RolesChange' });
export const PersonParam = z.object({ id: z.uuid('There is nobody with that number.') });

export const ProviderSettings = z
  .object({
    issuer: z.string(),
    client_id: z.string(),
    /** the secret itself is never shown again */
    has_secret: z.boolean(),
    tenant: z.string().nullable(),
    enabled: z.boolean(),
  })
  .meta({ id: 'ProviderSettings' });
export type ProviderSettings = z.infer<typeof ProviderSettings>;
export const AgencyProvider = z
  .object({
    provider: z.union([ProviderSettings, z.null()]),
    /** what to enter at the provider as the address to come back to */
    redirect_uri: z.string(),
  })
  .meta({ id: 'AgencyProvider' });
export type AgencyProvider = z.infer<typeof AgencyProvider>;
export const ProviderChange = z
  .object({
    issuer: oneLine(
      z.string().trim().min(1, 'Write the issuer, as the provider gives it.').max(500),
    ),
    client_id: oneLine(z.string().trim().min(1, 'Write the client id.').max(300)),
    /** absent: the one that is stored stays; null: none (PKCE alone) */
    secret: z.string().min(1).max(1000).nullable().optional(),
    tenant: oneLine(z.string().trim().min(1).max(200)).nullable(),
    enabled: z.boolean(),
  })
  .meta({ id: 'ProviderChange' });
