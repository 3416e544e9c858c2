import { describe, expect, it } from 'vitest';
import { recentUntil } from '#api/auth/sessions/recent.ts';

const NOW = new Date('2025-11-22T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('A proof of who somebody is', () => {
  it('is recent for ten minutes, to the second, in a browser', () => {
    expect(recentUntil({ kind: 'browser', provedAt: NOW }, NOW)).toEqual(
      new Date('2025-11-22T12:10:00Z'),
    );
    expect(recentUntil({ kind: 'browser', provedAt: ago(599) }, NOW)).toEqual(
      new Date('2025-11-22T12:00:01Z'),
    );
    expect(recentUntil({ kind: 'browser', provedAt: ago(600) }, NOW)).toBeNull();
    expect(recentUntil({ kind: 'browser', provedAt: null }, NOW)).toBeNull();
  });

  it('is nothing that a script, a phone or the operator has', () => {
    for (const kind of ['script', 'phone', 'operator'] as const)
      expect([kind, recentUntil({ kind, provedAt: NOW }, NOW)]).toEqual([kind, null]);
  });
});
