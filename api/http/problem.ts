/** Every error that a caller can get: code → status, and a sentence on what to do next (RFC 9457). */
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export const PROBLEMS = {
  bad_request: [400, 'The request could not be read. Check it against /api/openapi.json.'],
  unknown_parameter: [
    400,
    'The address has a parameter that is not taken here. Check it against /api/openapi.json.',
  ],
  wrong_media_type: [415, 'This takes JSON only. Send it with content-type: application/json.'],
  invalid_input: [422, 'Some fields need correcting.'],
  sign_in_first: [401, 'Sign in first. If you were signed in, the time for it has run out.'],
  not_allowed: [
    403,
    'Your role does not include this. Ask an administrator of your agency for it.',
  ],
  not_your_agency: [403, 'Only an agency’s own people write for it.'],
  agreement_closed: [
    409,
    'That step is not possible: the agreement has ended, was revoked, or your agency has already decided.',
  ],
  wrong_method: [405, 'Nothing here answers to that method. Check it against /api/openapi.json.'],
  too_slow: [408, 'The request did not arrive in time. Send it again.'],
  url_too_long: [
    414,
    'The address is too long. Ask for fewer things at once, or a simpler outline.',
  ],
  headers_too_large: [
    431,
    'The headers are too large. Remove this site’s cookies, then try again.',
  ],
  not_found: [404, 'There is nothing here. It may have been removed, or the address is wrong.'],
  unknown_agency: [422, 'No agency has that name. Choose one of the partnership’s agencies.'],
  unknown_area: [422, 'No area has that name. Choose one from /api/areas.'],
  unknown_type: [422, 'No incident type has that name. Choose one from /api/partnership.'],
  window_backwards: [422, 'The window ends before it starts. Swap the two dates.'],
  window_too_short: [
    422,
    'Hexagons this small are counted over longer windows only. Choose a longer window, or larger hexagons.',
  ],
  area_too_large: [
    422,
    'The area has too many hexagons of this size. Choose larger hexagons, or a smaller area.',
  ],
  bad_outline: [422, 'The outline cannot be used. Draw it again, without lines that cross.'],
  too_much_work: [
    422,
    'This takes more work than one request may. Choose larger hexagons, a smaller area or a shorter window.',
  ],
  bad_cell: [422, 'That is not an H3 cell of the stated resolution.'],
  export_too_large: [
    422,
    'That is more than one file may have. Choose a shorter window or fewer kinds.',
  ],
  nothing_to_export: [
    422,
    'Nothing that you may see matches. Choose another window or fewer filters.',
  ],
  export_changed: [409, 'The records changed while the file was made. Ask for it again.'],
  exports_busy: [503, 'Several files are being made. Try again in a minute.'],
  files_busy: [503, 'Several files are being looked at. Try again in a minute.'],
  figures_busy: [503, 'Several large tables are being worked out. Try again in a minute.'],
  wrong_host: [
    421,
    'This server does not go by that name. Use its address in digits, or add the name to HOSTNAMES.',
  ],
  wrong_origin: [403, 'The request came from another site. Open the page again and retry.'],
  no_file: [422, 'No file arrived. Choose a file and send it again.'],
  file_too_large: [413, 'The file is larger than this server takes. Split it and send the parts.'],
  body_too_large: [413, 'The request is larger than it may be.'],
  import_busy: [409, 'This import is still being worked on. Wait until it has finished.'],
  import_not_previewed: [409, 'Only a finished dry run can be brought in. Start a new import.'],
  import_questions_open: [
    409,
    'The columns need an answer first. Correct the mapping, then import.',
  ],
  import_not_done: [409, 'Only an import that came in can be undone.'],
  import_built_upon: [409, 'A later import builds on this one. Undo that one first.'],
  changed_meanwhile: [
    409,
    'Somebody changed this while you were editing. Look at both, then save again.',
  ],
  version_required: [428, 'Say which version you edited, in If-Match.'],
  proposal_decided: [409, 'This proposal has been decided or withdrawn. Load the action again.'],
  proposal_stale: [
    409,
    'The action has changed since this was proposed. Decline it, or ask for a new proposal.',
  ],
  move_not_allowed: [409, 'That step is not possible from the present state.'],
  nothing_owed: [409, 'Nothing of that quarter is missing. Load the board again.'],
  reminded_already: [
    409,
    'That agency was reminded of this quarter within the week. Give it a few days, or ring them.',
  ],
  already_released: [409, 'This month has been released, and a month is released once.'],
  already_announced: [
    409,
    'This release is announced already. It is published when its day is over.',
  ],
  nothing_to_stop: [
    409,
    'No release of this month is announced. One that is published stays as it is.',
  ],
  clock_in_doubt: [
    503,
    'The server’s clock cannot be trusted, so nothing is closed or published. The reason is in the detail.',
  ],
  month_not_closed: [409, 'The month has not closed yet. Release it fourteen days after its end.'],
  nothing_to_release: [409, 'There is nothing to publish for this month.'],
  other_geography: [409, 'Releases here count by another geography. Leave it out to follow them.'],
  areas_overlap: [409, 'Some areas overlap. Correct their outlines, then release again.'],
  find_differs: [
    409,
    'A different find was stored under this id. Keep both: send this one with a new id.',
  ],
  sign_in_refused: [
    401,
    'That did not let you in. Check what you typed and try again, or ask your agency’s administrator for a new link.',
  ],
  sign_in_again: [403, 'For this, sign in again: it is more than ten minutes since you did.'],
  too_many_attempts: [429, 'Too many attempts. Wait as long as Retry-After says, then try again.'],
  browser_only: [
    403,
    'A script or a phone may not do this. Do it in a browser, signed in as yourself.',
  ],
  sample_person: [
    403,
    'One-click people have no ways of signing in of their own. Set yourself up with a link instead.',
  ],
  sample_closed: [
    403,
    'There are no one-click people here: they exist on the machine itself only, and never beside real data.',
  ],
  attempt_over: [410, 'That took too long, or was used already. Start again.'],
  link_spent: [
    410,
    'This link has been used or withdrawn, or its time has run out. Ask for a new one.',
  ],
  account_exists: [
    409,
    'You have an account under this e-mail address already. Sign in with it, then open the link again.',
  ],
  other_person: [403, 'This link is for somebody else. Sign in as the person it was made for.'],
  last_administrator: [
    409,
    'This is the agency’s last administrator. Make somebody else one first.',
  ],
  works_elsewhere: [
    409,
    'This person works for another agency too, so their account is not yours alone. End their membership instead.',
  ],
  last_way_in: [409, 'You could not sign in any more. Set up another way of signing in first.'],
  other_way_in: [
    403,
    'Your agency’s own provider vouches for you there only. To act for another agency, sign in the way it knows you.',
  ],
  provider_refused: [
    422,
    'The provider could not be used. Check its issuer, then save again. The reason is in the detail.',
  ],
  passkey_known: [409, 'This passkey is registered already. Use it, or choose another device.'],
  passkey_impossible: [409, 'Passkeys do not work at this address.'],
  busy: [503, 'Too many people are signing in at this moment. Try again in a few seconds.'],
  backup_running: [409, 'A backup is being made already. Wait until it has ended.'],
  backup_impossible: [409, 'No backup can be made there. The reason is in the detail.'],
  database_away: [503, 'The database is not answering. Nothing was lost; try again shortly.'],
  read_only: [
    503,
    'Nothing can be saved at the moment: the server’s disk is nearly full. Reading goes on. Keep what you typed, tell whoever runs the server, and save again when there is room.',
  ],
  no_room_for_file: [
    507,
    'The file needs more room than the server has. Tell whoever runs the server, or send a smaller part of it.',
  ],
  internal: [500, 'Something went wrong on the server. Nothing was changed. Quote the reference.'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly reference?: string;
  /** seconds; also in the header Retry-After */
  readonly retry_after?: number;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  readonly current?: unknown;
}

export interface ProblemExtra extends Pick<
  ProblemBody,
  'detail' | 'fields' | 'current' | 'reference' | 'retry_after'
> {
  /** with `wrong_method`: those that are answered; in the header Allow alone */
  readonly allow?: readonly string[];
}

/** Throw it anywhere; the app renders it as application/problem+json. */
export class Problem extends HTTPException {
  readonly code: ProblemCode;
  readonly extra: Omit<ProblemExtra, 'allow'>;
  readonly allow: readonly string[] | undefined;

  constructor(code: ProblemCode, { allow, ...extra }: ProblemExtra = {}) {
    super(PROBLEMS[code][0], { message: extra.detail ?? PROBLEMS[code][1] });
    this.code = code;
    this.extra = extra;
    this.allow = allow;
  }

  body(): ProblemBody {
    const [status, title] = PROBLEMS[this.code];
    return { type: `about:blank#${this.code}`, title, status, code: this.code, ...this.extra };
  }
}

/** Fields of a refused form that are named: a list of a million may be wrong in each. */
const MOST_FIELDS = 50;

/** A form or a query that its schema refused, with a sentence per field. */
export const inputProblem = ({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): Problem =>
  new Problem('invalid_input', {
    fields: issues
      .slice(0, MOST_FIELDS)
      .map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  });
