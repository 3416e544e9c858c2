/** Through GOV.UK Notify: a template of two fields, ((subject)) and ((text)). */
import { NotifyClient } from 'notifications-node-client';
import type { NoticesConfig } from './notice_sender.ts';
import type { NoticeSender, Outcome } from './notice_sender.ts';

/** A service that has not answered by then counts as unavailable. Milliseconds. */
const TIMEOUT_MS = 20_000;

export function notifySender(config: Extract<NoticesConfig, { form: 'notify' }>): NoticeSender {
  const { apiKey, template, url } = config;
  const client = new NotifyClient(url, apiKey);
  /** It takes the same reference twice, so a message that may have gone is looked for first. */
  const went = async (reference: string): Promise<boolean> => {
    const { data } = await client.getNotifications('email', undefined, reference);
    return data.notifications.length > 0;
  };
  return {
    form: 'notify',
    async send({ to, subject, text, reference }, again) {
      try {
        if (again && (await inTime(went(reference)))) return { sent: true };
        await inTime(
          client.sendEmail(template, to, { personalisation: { subject, text }, reference }),
        );
        return { sent: true };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close() {
      // nothing is kept open
    },
  };
}

class TooSlow extends Error {}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** 403: key or clock wrong; 400: this template or address; 429: rate or day's limit. */
function outcomeOf(error: unknown): Outcome {
  const { response } =
    error instanceof Error
      ? (error as Error & { response?: { status?: number } }) // as: axios adds it
      : {};
  const status = response?.status;
  const trouble =
    status === undefined || status >= 500
      ? 'away'
      : status === 429
        ? 'busy'
        : status === 401 || status === 403 || status === 404
          ? 'misconfigured'
          : 'refused';
  return { sent: false, trouble };
}
