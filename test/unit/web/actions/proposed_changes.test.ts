import { expect, test } from 'vitest';
import { proposedChanges } from '#web/screens/actions/proposed_changes.ts';
import { anAction } from './an_action.ts';

const nameOf = (slug: string) => `The ${slug}`;

test('each proposed value beside the one that stands, in the form’s order; a step with its reason last', () => {
  const changes = {
    ...{ target: 4.5, due_on: '2026-04-01', agency: 'police', pounds: 10 },
    ...{ state: 'cancelled' as const, state_reason: 'No lamps.' },
  };
  expect(proposedChanges(anAction(), { changes }, nameOf)).toEqual([
    { label: 'Owner agency', proposed: 'The police', present: 'The city-council' },
    { label: 'Deadline', proposed: '1 April 2026', present: '1 March 2026' },
    { label: 'Money (£)', proposed: '£10', present: '£1,200' },
    { label: 'Figure aimed for (target)', proposed: '4.5', present: '10' },
    { label: 'State', proposed: 'Cancelled', present: 'In progress' },
    { label: 'Reason', proposed: 'No lamps.', present: null },
  ]);
});

test('what is not proposed is not shown', () => {
  expect(proposedChanges(anAction(), { changes: {} }, nameOf)).toEqual([]);
});
