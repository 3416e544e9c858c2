/** A way to send notices: its settings, what it sends, and what comes of it. */

/** How notices are sent (NOTICES). */
export type NoticesConfig =
  /** not at all: people read them in the app */
  | { readonly form: 'log' }
  | {
      readonly form: 'smtp';
      /** smtp: or smtps:, with the user and password if it wants them */
      readonly url: URL;
      readonly from: string;
    }
  | {
      readonly form: 'notify';
      readonly apiKey: string;
      readonly template: string;
      readonly url: string;
    };

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The notice's own, the same at every attempt: what has gone is not sent again. */
  readonly reference: string;
}

/** Why a message has not gone:
 *  away: the service did not answer · busy: it asks for a later attempt · refused: it will not have this message ·
 *  misconfigured: it will not have ours at all, until the operator puts the settings right */
export type Trouble = 'away' | 'busy' | 'refused' | 'misconfigured';
/** What only the run knows: no_address: the person has none · left: they no longer act for the agency */
export type NeverSent = 'no_address' | 'left' | 'given_up';

export type Outcome = { readonly sent: true } | { readonly sent: false; readonly trouble: Trouble };

export interface NoticeSender {
  readonly form: NoticesConfig['form'];
  /** Never throws: what goes wrong is an outcome.
   *  @param again whether an attempt before this one may have gone through after all */
  send(message: Message, again: boolean): Promise<Outcome>;
  close(): void;
}
