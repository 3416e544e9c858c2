/** A link being accepted: what it is for, what has been typed, what the server wants next. */
import type { Agency } from '#api/contract/partnership.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#api/contract/password.ts';
import type {
  InvitationAccept,
  InvitationBegun,
  InvitationFacts,
  Me,
} from '#api/contract/sign_in.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import { slugOf } from '#web/lib/slug.ts';
import { invitationWords as words } from '#web/screens/sign_in/words.ts';
import type { PasskeyMade } from './passkey.ts';

/** What is typed, and may be wrong. */
type Typed = 'agency' | 'name' | 'email' | 'password';
export type Way = 'passkey' | 'password' | 'openid';

/** How many characters, as the server counts them. */
const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;

/** What is wrong with a password as far as its length says; whether it is easy to guess the server knows. */
export function faultOf(password: string): string | undefined {
  const length = lengthOf(password);
  if (length < SHORTEST_PASSWORD) return words.tooShort(SHORTEST_PASSWORD - length);
  return length > LONGEST_PASSWORD ? words.tooLong(LONGEST_PASSWORD) : undefined;
}

export class Accepting {
  readonly token: string;
  readonly facts: InvitationFacts;
  way = $state<Way>('password');
  password = $state('');
  name = $state('');
  email = $state('');
  /** slug of one that is there; empty: none chosen; `+`: a new one */
  agency = $state('');
  agencyName = $state('');
  agencyKind = $state<Agency['kind'] | ''>('');
  /** somebody has tried to go on: what is missing is said */
  tried = $state(false);
  busy = $state(false);
  problem = $state.raw<ApiProblem | null>(null);
  /** the app is being set up */
  begun = $state.raw<InvitationBegun | null>(null);

  constructor(token: string, facts: InvitationFacts, passkeys: boolean) {
    this.token = token;
    this.facts = facts;
    this.name = facts.name ?? '';
    this.email = facts.email ?? '';
    this.agency = facts.names_agency && facts.agencies.length === 0 ? '+' : '';
    this.way = facts.openid ? 'openid' : passkeys ? 'passkey' : 'password';
  }

  /** The first administrator says who they are; everybody else was said by whoever invites. */
  get first(): boolean {
    return this.facts.kind === 'first_administrator';
  }

  readonly errors = $derived.by<Partial<Record<Typed, string | undefined>>>(() => {
    const said = (path: string) => this.problem?.field(path);
    if (!this.tried) return {};
    return {
      agency: this.facts.names_agency && this.agency === '' ? words.agencyMissing : said('agency'),
      name: this.first && this.name.trim() === '' ? words.nameMissing : said('name'),
      email:
        this.first && !/^[^\s@]+@[^\s@]+$/.test(this.email.trim())
          ? words.emailMissing
          : said('email'),
      password: this.way === 'password' ? (faultOf(this.password) ?? said('password')) : undefined,
    };
  });

  /** Whether all is there that can be known here. */
  get complete(): boolean {
    this.tried = true;
    this.problem = null;
    const newAgency =
      this.facts.names_agency && this.agency === '+'
        ? slugOf(this.agencyName) !== '' && this.agencyKind !== ''
        : true;
    return newAgency && Object.values(this.errors).every((error) => error === undefined);
  }

  /** What the device needs for a passkey. @throws ApiProblem */
  async beginPasskey(): Promise<unknown> {
    this.begun = null;
    const begun = await api.post('/api/invitations/begin', {
      body: { ...this.#who(), ...this.#host() },
    });
    this.#passkeyAttempt = begun.attempt;
    return begun.passkey;
  }
  #passkeyAttempt = '';

  /** The password alone, or on to the app that goes with it. */
  async withPassword(done: (me: Me) => void): Promise<void> {
    await this.#run(async () => {
      const begun = await api.post('/api/invitations/begin', {
        body: {
          ...this.#who(),
          ...this.#host(),
          password: this.password,
        },
      });
      if (this.facts.second_factor) this.begun = begun;
      else
        done(
          await api.post('/api/invitations/accept', {
            body: { ...this.#answer(begun.attempt), password: this.password },
          }),
        );
    });
  }

  async withCode(code: string, done: (me: Me) => void): Promise<void> {
    const { begun } = this;
    if (!begun) return;
    await this.#run(async () =>
      done(
        await api.post('/api/invitations/accept', {
          body: {
            ...this.#answer(begun.attempt),
            password: this.password,
            code,
          },
        }),
      ),
    );
  }

  /** @throws ApiProblem: whoever makes the passkey says it */
  withPasskey = async (passkey: { label: string; response: PasskeyMade }): Promise<Me> => {
    try {
      return await api.post('/api/invitations/accept', {
        body: { ...this.#answer(this.#passkeyAttempt), passkey },
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields.length > 0) this.problem = error;
      throw error;
    }
  };

  /** Where the browser is to go; null when that did not work. */
  async atProvider(): Promise<string | null> {
    let url: string | null = null;
    await this.#run(async () => {
      url = (await api.post('/api/invitations/openid', { body: { token: this.token } })).url;
    });
    return url;
  }

  back(): void {
    this.begun = null;
    this.problem = null;
  }

  #who() {
    const { token } = this;
    return this.first ? { token, email: this.email.trim(), name: this.name.trim() } : { token };
  }

  #answer(attempt: string): InvitationAccept {
    return { ...this.#who(), attempt, ...this.#host() };
  }

  #host(): Pick<InvitationAccept, 'agency'> {
    if (!this.facts.names_agency) return {};
    if (this.agency !== '+') return { agency: { slug: this.agency } };
    const name = this.agencyName.trim();
    if (this.agencyKind === '') return {};
    return { agency: { slug: slugOf(name), name, kind: this.agencyKind } };
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error;
      // what stands on the first page is corrected there; the code on the second
      const onSecond = error.fields.length === 0 || error.field('code') !== undefined;
      if (!onSecond || error.code === 'attempt_over') this.begun = null;
    } finally {
      this.busy = false;
    }
  }
}
