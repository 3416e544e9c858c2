/** What people do at a server until its power is cut, and what each acknowledgement promised. */
import { setTimeout as pause } from 'node:timers/promises';
import { latLngToCell } from 'h3-js';
import type { Action } from '#api/contract/actions.ts';
import type { Agreement } from '#api/contract/agreements.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import type { Import } from '#api/contract/imports.ts';
import type { ImportState } from '#api/intake/stage/import_queries.ts';
import { post } from '#test/api/http/calls.ts';
import type { RunningServer } from '#test/faults/server_process.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { AGENCIES } from '#test/support/people.ts';
import { formOf } from '#test/support/test_app.ts';

/** What one answer promised. */
export interface Promised {
  /** By `process.hrtime`, when the answer was here. */
  readonly time: bigint;
  readonly what: string;
  /** Gives the number of rows that hold it: `expected`, and once nothing is lost never more. */
  readonly query: string;
  readonly value: string;
  readonly expected: number;
  /** An import's id: until it has ended, its file waits in uploads/. */
  readonly file?: number;
}

/** A find, and the same one sent again. */
export type SentFind = ReturnType<typeof newFind>;
export interface SentFile {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
}

export interface Workload {
  readonly promised: Promised[];
  readonly finds: SentFind[];
  readonly files: SentFile[];
}

const ROWS = 400;
const QUERIES = {
  agency: 'select count(*)::int as n from agency where slug = $1',
  account:
    'select count(*)::int as n from account join membership on account_id = account.id join session on session.account_id = account.id where account.name = $1',
  hotspot: 'select count(*)::int as n from hotspot where name = $1',
  action:
    'select count(distinct action.id)::int as n from action join milestone on action_id = action.id where what = $1',
  decision: "select count(*)::int as n from action where what = $1 and state = 'agreed'",
  progress: 'select count(*)::int as n from progress where note = $1',
  agreement: 'select count(*)::int as n from agreement where purpose = $1',
  acceptance:
    "select count(*)::int as n from agreement join agreement_party on agreement_id = agreement.id join agency on agency.id = agency_id where purpose = $1 and slug = 'severnside-council'",
  find: 'select count(*)::int as n from find join incident on incident.id = incident_id where client_uuid = $1::uuid',
  file: 'select count(*)::int as n from import where file_name = $1',
  rows: "select count(*)::int as n from incident join import on import.id = import_id where file_name = $1 and state = 'done' and withdrawn_by is null",
  undone: "select count(*)::int as n from import where file_name = $1 and state = 'undone'",
} as const;

const COUNCIL = 'severnside-council';
const as = (agency: string, init: RequestInit = {}): RequestInit => {
  const headers = new Headers(init.headers);
  headers.set('acting-agency', agency);
  return { ...init, headers };
};

/** @param repeats of finds, progress and a file each @param order between 0 and 1, 1 excluded: who is first */
export async function work(
  server: RunningServer,
  repeats: number,
  order: () => number,
): Promise<Workload> {
  const done: Workload = { promised: [], finds: [], files: [] };
  const promise = (
    what: keyof typeof QUERIES,
    value: string,
    more: { readonly expected?: number; readonly file?: number } = {},
  ) => {
    const time = process.hrtime.bigint();
    done.promised.push({ time, what, query: QUERIES[what], value, expected: 1, ...more });
  };

  for (const agency of AGENCIES) {
    await server.ask('/api/agencies', post(agency));
    promise('agency', agency.slug);
  }
  const hotspot = await server.ask<Hotspot>(
    '/api/hotspots',
    as(
      COUNCIL,
      post({
        ...{ name: 'Foundry Walk', resolution: 9, from: '2025-01-01', to: '2025-10-31' },
        cells: [latLngToCell(52.190512, -2.220831, 9)],
      }),
    ),
  );
  promise('hotspot', hotspot.name);

  const findSomething = async () => {
    const find = newFind();
    done.finds.push(find);
    await server.ask('/api/finds', as(COUNCIL, post(find)));
    promise('find', find.id);
  };
  const assignSomething = async (repeat: number) => {
    const what = `Mend lamp ${repeat}`;
    const action = await server.ask<Action>(
      '/api/actions',
      as(
        COUNCIL,
        post({
          ...{ hotspot_id: hotspot.id, agency: COUNCIL, person: 'Priya Shah', what },
          ...{ starts_on: '2025-11-24', due_on: '2025-12-19', measure: 'Finds a month' },
          ...{ baseline: 14, target: 7 },
          milestones: [{ title: 'Lamp mended', due_on: '2025-12-05' }],
        }),
      ),
    );
    promise('action', what);
    const headers = { 'content-type': 'application/json', 'if-match': `"${action.version}"` };
    const body = JSON.stringify({ to: 'agreed', reason: '' });
    await server.ask(
      `/api/actions/${action.id}/moves`,
      as(COUNCIL, { method: 'POST', headers, body }),
    );
    promise('decision', what);
    const note = `Looked at lamp ${repeat}`;
    await server.ask(
      `/api/actions/${action.id}/progress`,
      as(COUNCIL, post({ on_day: '2025-11-25', note, hours: 2 })),
    );
    promise('progress', note);
  };
  const agreeOnSomething = async (repeat: number) => {
    const purpose = `Tasking ${repeat}`;
    const { id } = await server.ask<Agreement>(
      '/api/agreements',
      as(
        'sabrina-police',
        post({
          ...{ provider: 'sabrina-police', audience: 'agency', recipient: COUNCIL, level: 'point' },
          ...{ kinds: ['asb'], max_sensitivity: 1, purpose, legal_basis: 'Section 115' },
          ...{ starts_on: '2024-01-01', ends_on: '2199-12-31', review_on: '2100-01-01' },
        }),
      ),
    );
    promise('agreement', purpose);
    await server.ask(`/api/agreements/${id}/acceptance`, as(COUNCIL, { method: 'POST' }));
    promise('acceptance', purpose);
  };
  const addSomebody = async (repeat: number) => {
    const label = `Script ${repeat}`;
    await server.ask('/api/scripts', as(COUNCIL, post({ label, days: 30, roles: ['analyst'] })));
    promise('account', label);
  };
  const importSomething = async (repeat: number) => {
    const name = `file-${repeat}.csv`;
    const rows = Array.from({ length: ROWS }, (_, i) => ({
      reference: `${repeat}-${i}`,
      latitude: (52.1 + i / 10_000).toFixed(4),
    }));
    const text = logCsv(rows);
    done.files.push({ name, text, rows: ROWS });
    const about = { dataset: `feed-${repeat}`, name };
    const { id } = await server.ask<{ id: number }>(
      '/api/imports',
      as(COUNCIL, { method: 'POST', body: formOf(text, about) }),
    );
    promise('file', name, { file: id });
    const isOver = ({ state }: { state: ImportState }) => state === 'done' || state === 'failed';
    while (!isOver(await server.ask<Import>(`/api/imports/${id}`, as(COUNCIL)))) await pause(5);
    // the last is taken back: its promise is that it stays so
    if (repeat !== repeats - 1) return promise('rows', name, { expected: ROWS });
    await server.ask(`/api/imports/${id}`, as(COUNCIL, { method: 'DELETE' }));
    promise('undone', name);
  };

  for (let repeat = 0; repeat < repeats; repeat++) {
    const jobs = [
      ...Array.from({ length: 4 }, () => findSomething),
      () => assignSomething(repeat),
      () => agreeOnSomething(repeat),
      () => addSomebody(repeat),
      () => importSomething(repeat),
    ]
      .map((run) => ({ run, rank: order() }))
      .sort((a, b) => a.rank - b.rank);
    // three people at a time
    const next = async (): Promise<void> => {
      const job = jobs.shift();
      if (!job) return;
      await job.run();
      await next();
    };
    await Promise.all([next(), next(), next()]);
  }
  return done;
}
