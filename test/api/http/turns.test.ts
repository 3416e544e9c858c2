/** One account that asks without end holds nobody but itself. */
import { describe, expect, it } from 'vitest';
import type { OpenApi } from '#test/support/every_field.ts';
import { isHeavy } from '#api/jobs/turns.ts';
import { refusal } from '#test/api/http/calls.ts';
import { alice, bob } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();

describe('Calls that count', () => {
  it('of one account wait behind each other, and beyond forty are refused; another’s come through', async () => {
    const path = '/api/hexes?resolution=9&within=-2.4,52;-2,52;-2,52.27;-2.4,52.27';
    const order: string[] = [];
    const many = Array.from({ length: 60 }, async () => {
      const answer = await testApp.request(path, {}, alice);
      order.push('alice');
      return answer;
    });
    const bobs = (async () => {
      const answer = await testApp.request(path, {}, bob);
      order.push('bob');
      return answer;
    })();
    expect((await bobs).status).toBe(200);
    const answers = await Promise.all(many);
    const busy = answers.filter(({ status }) => status !== 200);
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) {
      expect(answer.headers.get('retry-after')).toBe('5');
      expect((await refusal(answer)).code).toBe('figures_busy');
    }
    // the refused came first; of those that were counted, most came after Bob's one
    expect(order.length - order.indexOf('bob')).toBeGreaterThan(20);
  });

  it('are all that take a place or a window', async () => {
    const document = (await (await testApp.call('/api/openapi.json')).json()) as OpenApi; // as: our own document
    const heavy = Object.entries(document.paths).filter(([, { get }]) =>
      get?.parameters?.some(({ name }) => ['within', 'bbox', 'area', 'cell'].includes(name)),
    );
    expect(heavy.length).toBeGreaterThan(10);
    const own = ['/api/exports/incidents', '/api/hotspots/density', '/api/hotspots/near-repeats'];
    for (const [path] of heavy)
      expect([path, isHeavy(path) || own.includes(path)]).toEqual([path, true]);
  });
});
