import { describe, expect, it } from 'vitest';
import { NewFind } from '#api/contract/finds.ts';
import { needlesOf, needleWords } from '#web/screens/finds/count_choice.ts';
import { newDraft, readDraft } from '#web/screens/finds/draft.ts';

const now = new Date('2026-11-22T07:30:00Z');
const fresh = newDraft('3f0a5d0e-7d0c-4a30-9a6b-0d4a4bb0f001', now);
const position = { longitude: -2.22012345678, latitude: 52.19212345678, accuracy: 12 };

describe('a find in four taps', () => {
  it('is one the contract takes', () => {
    const read = readDraft(
      { ...fresh, position, count: '2-5', place: 'alley', outcome: 'made_safe' },
      'sample-outreach',
    );
    if (!read.ok) throw new Error(read.missing.join());
    expect(read.find.longitude).toBe(-2.220123);
    expect(NewFind.safeParse({ ...read.find, sent_at: now.toISOString() }).success).toBe(true);
  });

  it('may be a search that found nothing, whatever count was tapped before', () => {
    const read = readDraft(
      { ...fresh, position, count: '6-10', outcome: 'nothing_found' },
      'sample-outreach',
    );
    if (!read.ok) throw new Error(read.missing.join());
    expect(read.find).toMatchObject({ needles_min: 0, needles_max: 0 });
    expect(NewFind.safeParse({ ...read.find, sent_at: now.toISOString() }).success).toBe(true);
  });

  it('says what is missing in the order of the screen', () => {
    expect(readDraft(fresh, 'a')).toEqual({
      ok: false,
      missing: ['position', 'count', 'outcome'],
    });
    expect(
      readDraft({ ...fresh, position, count: 'exact', exact: '0', outcome: 'made_safe' }, 'a'),
    ).toEqual({ ok: false, missing: ['count'] });
  });

  it.each([
    ['1', '', '1'],
    ['2-5', '', '2 to 5'],
    ['6-10', '', '6 to 10'],
    ['more', '', 'more than 10'],
    ['exact', '37', '37'],
  ] as const)('counts %s %s as %s', (choice, exact, words) => {
    const needles = needlesOf(choice, exact);
    expect(needles && needleWords(needles)).toBe(words);
  });

  it.each(['', '0', '2.5', '-3', 'lots', '10001'])('takes %j for no exact number', (exact) => {
    expect(needlesOf('exact', exact)).toBeNull();
  });
});
