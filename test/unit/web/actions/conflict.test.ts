import { describe, expect, it } from 'vitest';
import { changedFields, differences, merge } from '#web/screens/actions/conflict.ts';
import { anAction } from './an_action.ts';

const base = anAction();
const mine = { ...base, hours: 60, person: 'Alice Green and Dev' };
const theirs = { ...base, hours: 50, due_on: '2026-04-01' };

describe('when Alice and Bob change one action', () => {
  it('shows each difference and who made it', () => {
    expect(differences(base, mine, theirs)).toEqual([
      { field: 'person', mine: 'Alice Green and Dev', theirs: 'Alice Green', changedBy: 'me' },
      { field: 'due_on', mine: '2026-03-01', theirs: '2026-04-01', changedBy: 'them' },
      { field: 'hours', mine: '60', theirs: '50', changedBy: 'both' },
    ]);
  });

  it('sends only what Alice changed', () => {
    expect(changedFields(base, mine)).toEqual({ person: 'Alice Green and Dev', hours: 60 });
  });

  it('keeps Bob’s deadline when Alice saves hers over his', () => {
    const both = merge(base, mine, theirs);
    expect(both.due_on).toBe('2026-04-01');
    expect(both.hours).toBe(60);
    expect(changedFields(theirs, both)).toEqual({ person: 'Alice Green and Dev', hours: 60 });
  });

  it('has nothing to show when both made the same change', () => {
    expect(differences(base, theirs, { ...theirs })).toEqual([]);
  });
});
