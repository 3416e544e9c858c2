export interface Who {
  readonly accountId: string;
  readonly agencyId: number | null;
}

/** Why a sign-in was refused: for the log and the audit only. The caller gets one sentence for all, with a reference that
 *  leads to the reason. */
export class SignInRefused extends Error {
  /** Whom it was about, where that is known. */
  readonly who: Who | null;

  /** A word or two, such as `nonce` or `other tenant`; never what was sent. */
  readonly reason: string;

  constructor(reason: string, options: ErrorOptions & { readonly who?: Who } = {}) {
    super(`Sign-in refused: ${reason}`, options);
    this.reason = reason;
    this.who = options.who ?? null;
  }
}
