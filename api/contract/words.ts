/** What people write. Every text field of a body is one of the two (test/unit/contract/words.test.ts), or says there why not. */
import type { z } from 'zod';
import { faultOfText } from './visible.ts';

const marked =
  (kind: string, breaks: boolean) =>
  <S extends z.ZodString>(text: S): S =>
    text
      .superRefine((value, context) => {
        const message = faultOfText(value, { breaks });
        if (message !== null) context.addIssue({ code: 'custom', message });
      })
      .meta({ 'x-text': kind });

/** A name, a title, a source: no line breaks, nothing hidden, nothing that turns the text around. */
export const oneLine = marked('one line', false);
/** A note, a reason, a purpose: the same, with line breaks and tabs. */
export const paragraphs = marked('paragraphs', true);
