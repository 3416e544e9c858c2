import { describe, expect, it } from 'vitest';
import { newDraft } from '#web/screens/finds/draft.ts';
import { dropDraft, keepDraft, keptDraft } from '#web/lib/outbox/kept_draft.ts';

function memory() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

describe('a half-filled find', () => {
  it('survives a reload with its id, and is gone once saved', () => {
    const tab = memory();
    const draft = { ...newDraft('a', new Date('2026-11-22T07:30:00Z')), note: 'by the bench' };
    keepDraft(tab, draft);
    expect(keptDraft(tab)).toEqual(draft);
    dropDraft(tab);
    expect(keptDraft(tab)).toBeNull();
  });

  it.each(['{', '7', '{"id":"a"}'])('starts again when only %s is left of it', (text) => {
    const tab = memory();
    keepDraft(tab, newDraft('a', new Date(0)));
    for (const key of tab.all.keys()) tab.setItem(key, text);
    expect(keptDraft(tab)).toBeNull();
  });
});
