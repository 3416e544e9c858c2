/** Why somebody was not let in: for the log and the audit only. The caller hears one and the same sentence each time, with
 *  a reference that leads to the reason. */
export class SignInRefused extends Error {
  /** A word or two, such as `nonce` or `other tenant`; never what was sent. */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`Sign-in refused: ${reason}`, options);
    this.reason = reason;
  }
}
