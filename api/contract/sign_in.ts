/** Signing in, and what people read of their own account. */
import { z } from 'zod';
import { Slug } from './common.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts';
import { OPERATIONS, ROLES } from './permissions.ts';
import { AGENCY_KINDS } from './partnership.ts';
import { oneLine } from './words.ts';

/** The name to sign in with, in small letters. Less than the standard allows: no quotes, comments, signs of markup or bare
 *  host names, which no work address has. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(
    /^[a-z0-9_%+'-]+(\.[a-z0-9_%+'-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
    'Write an e-mail address. It looks like name@agency.gov.uk.',
  );
export const PersonName = oneLine(z.string().trim().min(1, 'Write a name.').max(120));
/** As typed for signing in: no rule but a limit, so that the answer never says which rule it broke. */
const GivenPassword = z.string().min(1, 'Write your password.').max(1000);
/** What else it must be (hard to guess) the server says. Counted again there, after NFKC. */
export const NewPassword = z
  .string()
  .min(SHORTEST_PASSWORD, `Use at least ${SHORTEST_PASSWORD} characters; spaces count.`)
  .max(2 * LONGEST_PASSWORD, `Use at most ${LONGEST_PASSWORD} characters.`);
const Code = z.string().trim().min(1, 'Write the six digits from the app.').max(20);
const Token = z.string().min(1).max(200);
const DeviceLabel = oneLine(z.string().trim().min(1).max(80));

/** What navigator.credentials gives, as @simplewebauthn/browser sends it; checked by the server's library. */
const Base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .max(20_000);
const Extensions = z.record(z.string(), z.unknown());
export const PasskeyMade = z
  .object({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
    clientExtensionResults: Extensions,
  })
  .meta({ id: 'PasskeyMade' });
export const PasskeyShown = z
  .object({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
      userHandle: Base64Url.optional(),
    }),
    clientExtensionResults: Extensions,
  })
  .meta({ id: 'PasskeyShown' });
export type PasskeyShown = z.infer<typeof PasskeyShown>;

export const Me = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    agency: z.object({ slug: Slug, name: z.string(), kind: z.enum(AGENCY_KINDS) }),
    roles: z.array(z.enum(ROLES)),
    may: z.array(z.enum(OPERATIONS)),
    /** other agencies this session may act for, after POST /api/me/agency */
    others: z.array(z.object({ slug: Slug, name: z.string() })),
    kind: z.enum(['browser', 'phone', 'script', 'operator']),
    sample: z.boolean(),
    /** until when what is delicate needs no new sign-in; null: it needs one */
    recent_until: z.string().nullable(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const WaysIn = z
  .object({
    /** who is signed in already; null: nobody, which here is no error */
    me: z.union([Me, z.null()]),
    /** Nobody administers this installation yet: the server has printed a link for the first one. */
    first_administrator: z.boolean(),
    /** null: possible. Otherwise why passkeys cannot be used at this address, and what to do. */
    passkeys: z.string().nullable(),
    /** agencies whose people sign in where they work */
    agencies: z.array(z.object({ slug: Slug, name: z.string() })),
    /** one-click people of the synthetic county; null: not here */
    sample_people: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          agency: z.string(),
          roles: z.array(z.enum(ROLES)),
          about: z.string(),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'WaysIn' });
export type WaysIn = z.infer<typeof WaysIn>;

export const PasswordSignIn = z
  .object({ email: Email, password: GivenPassword, code: Code.optional() })
  .meta({ id: 'PasswordSignIn' });

/** What a browser's PublicKeyCredential reads from JSON (WebAuthn, Level 3, 5.1), as far as everybody needs it. */
const PasskeyOptions = z.object({ challenge: z.string() });

/** What an authenticator app is given: as a QR code, or typed in. */
export const NewTotp = z.object({ secret: z.string(), uri: z.string() });

/** signed_in: the cookie is set · code: send the app's code · passkey: this account's second factor is a passkey, which
 *  does without the password: use it · enrol: a second factor is due first; send the code of the
 *  app just set up, or a passkey. `attempt` goes with it, within five minutes. */
export const SignInStep = z
  .discriminatedUnion('next', [
    z.object({ next: z.literal('signed_in'), me: Me }),
    z.object({ next: z.literal('code'), attempt: Token }),
    z.object({ next: z.literal('passkey') }),
    z.object({
      next: z.literal('enrol'),
      attempt: Token,
      totp: NewTotp,
      /** for navigator.credentials.create; null where passkeys cannot be used */
      passkey: PasskeyOptions.nullable(),
    }),
  ])
  .meta({ id: 'SignInStep' });
export type SignInStep = z.infer<typeof SignInStep>;

export const SecondFactor = z.object({ attempt: Token, code: Code }).meta({ id: 'SecondFactor' });
/** Exactly one of the two. */
export const Enrolment = z
  .object({
    attempt: Token,
    code: Code.optional(),
    passkey: z.object({ label: DeviceLabel, response: PasskeyMade }).optional(),
  })
  .refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
    message: 'Send either a code or a passkey.',
  })
  .meta({ id: 'Enrolment' });

export const PasskeyRequest = z
  .object({ attempt: Token, options: PasskeyOptions })
  .meta({ id: 'PasskeyRequest' });
export const PasskeySignIn = z
  .object({ attempt: Token, response: PasskeyShown })
  .meta({ id: 'PasskeySignIn' });

export const OpenIdStart = z.object({ agency: Slug }).meta({ id: 'OpenIdStart' });
/** Where to send the browser. */
export const OpenIdJourney = z.object({ url: z.string() }).meta({ id: 'OpenIdJourney' });

export const SampleSignIn = z.object({ id: z.uuid() }).meta({ id: 'SampleSignIn' });

// --- links that let somebody in ---

export const InvitationToken = z.object({ token: Token }).meta({ id: 'InvitationToken' });
export const InvitationFacts = z
  .object({
    kind: z.enum(['person', 'reset', 'first_administrator']),
    agency: z.object({ slug: Slug, name: z.string() }).nullable(),
    roles: z.array(z.enum(ROLES)),
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** who made the link; null: the server itself */
    invited_by: z.string().nullable(),
    expires_at: z.string(),
    /** whether a password alone will do, or an app or a passkey must be set up with it */
    second_factor: z.boolean(),
    /** the agency's people may also come in through its own provider */
    openid: z.boolean(),
    /** first administrator only: no agency runs this installation yet, so one is chosen or described */
    names_agency: z.boolean(),
    /** those to choose from */
    agencies: z.array(z.object({ slug: Slug, name: z.string() })),
  })
  .meta({ id: 'InvitationFacts' });
export type InvitationFacts = z.infer<typeof InvitationFacts>;

export const InvitationBegun = z
  .object({ attempt: Token, totp: NewTotp, passkey: PasskeyOptions.nullable() })
  .meta({ id: 'InvitationBegun' });
export type InvitationBegun = z.infer<typeof InvitationBegun>;
/** The agency that runs the installation: one that is there, by its slug, or a new one. */
export const HostAgency = z.union([
  z.object({ slug: Slug }).strict(),
  z
    .object({
      slug: Slug,
      name: oneLine(z.string().trim().min(1, 'Write the agency’s name.').max(200)),
      kind: z.enum(AGENCY_KINDS),
    })
    .strict(),
]);
export const InvitationBegin = z
  .object({
    token: Token,
    email: Email.optional(),
    name: PersonName.optional(),
    /** looked at and not kept, so that nobody sets an app up for a password that will not do */
    password: NewPassword.optional(),
    agency: HostAgency.optional(),
  })
  .meta({ id: 'InvitationBegin' });
export const InvitationAccept = z
  .object({
    token: Token,
    attempt: Token,
    name: PersonName.optional(),
    /** first administrator only: the name to sign in with */
    email: Email.optional(),
    agency: HostAgency.optional(),
    password: NewPassword.optional(),
    code: Code.optional(),
    passkey: z.object({ label: DeviceLabel, response: PasskeyMade }).optional(),
  })
  .meta({ id: 'InvitationAccept' });
export type InvitationAccept = z.infer<typeof InvitationAccept>;

// --- one's own sessions and ways of signing in ---

export const SessionFacts = z
  .object({
    id: z.uuid(),
    person: z.object({ id: z.uuid(), name: z.string() }),
    agency: Slug,
    kind: z.enum(['browser', 'phone', 'script']),
    label: z.string(),
    created_at: z.string(),
    last_seen_at: z.string(),
    expires_at: z.string(),
    /** the one this call was made with */
    current: z.boolean(),
  })
  .meta({ id: 'SessionFacts' });
export type SessionFacts = z.infer<typeof SessionFacts>;
export const Sessions = z.object({ sessions: z.array(SessionFacts) }).meta({ id: 'Sessions' });

export const LONGEST_SCRIPT_DAYS = 365;
export const NewScriptToken = z
  .object({
    label: oneLine(z.string().trim().min(1, 'Say what it is for.').max(80)),
    days: z
      .number()
      .int()
      .min(1)
      .max(LONGEST_SCRIPT_DAYS, `A token lives at most ${LONGEST_SCRIPT_DAYS} days.`),
  })
  .meta({ id: 'NewScriptToken' });
/** Shown this once. */
export const ScriptToken = z
  .object({ token: Token, session: SessionFacts })
  .meta({ id: 'ScriptToken' });

export const MyWays = z
  .object({
    password: z.boolean(),
    totp: z.boolean(),
    passkeys: z.array(
      z.object({
        id: z.number().int(),
        label: z.string(),
        created_at: z.string(),
        last_used_at: z.string().nullable(),
      }),
    ),
    /** issuers of the providers that vouch for this person */
    providers: z.array(z.string()),
    /** their roles ask for a second factor */
    second_factor: z.boolean(),
  })
  .meta({ id: 'MyWays' });
export type MyWays = z.infer<typeof MyWays>;
export const PasswordChange = z.object({ password: NewPassword }).meta({ id: 'PasswordChange' });
export const AgencySwitch = z.object({ agency: Slug }).meta({ id: 'AgencySwitch' });
