/** The shell's own sentences. A screen's own stand in its words.ts. */
export const shellWords = {
  product: 'Common Ground',
  skip: 'Skip to the content',
  nav: 'Screens',
  screens: { map: 'Map', actions: 'Actions', finds: 'Finds', report: 'Report', data: 'Data' },
  report: 'Quarterly analysis report',
  exporting: 'Export',
  account: {
    button: (name: string, agency: string) => `${name}, ${agency}: your account`,
    me: 'My sign-in',
    alerts: 'Alerts',
    deliveries: 'Who owes what',
    people: 'People',
    agreements: 'Agreements',
    releases: 'Public releases',
    retention: 'Retention',
    operations: 'Operations',
    audit: 'Audit',
    actFor: (agency: string) => `Act for ${agency}`,
    leave: 'Sign out',
  },
  /** on a phone the first word alone is seen */
  synthetic: { short: 'Synthetic', rest: 'data' },
  syntheticLong: 'Every incident here was made up by a program. Nothing shown happened.',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  loading: 'Opening the partnership…',
  signIn: 'Sign in',
  invited: 'Invitation',
  welcome: 'Welcome',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'Copy it with Ctrl+C.',
  retryAt: (time: string) => `Try again after ${time}.`,
  notReady: 'The partnership could not be opened',
  noAnswer: 'The server did not answer. Check the connection and try again; nothing was changed.',
  serverUnavailable:
    'The server cannot answer just now. Nothing was changed; try again in a minute.',
  refused: (status: number) =>
    `The server refused this request (${status}). Reload the page and try again.`,
  trouble: {
    'read-only': {
      title: 'Nothing can be saved just now.',
      text: 'The server’s disk is nearly full; whoever runs it must make room. Reading goes on, and finds wait on the phone. Keep what you have typed, and save it when this line is gone.',
    },
    'database-away': {
      title: 'The database is not answering.',
      text: 'What you see was loaded before, and nothing that was saved is lost. This page looks again every ten seconds; keep what you have typed.',
    },
  },
  reference: (reference: string) => `Reference ${reference}`,
  notFound: 'There is no page at this address',
  notFoundHint: 'It may have moved. Start again from the map.',
  broken: 'This page stopped working',
  brokenHint: 'Nothing was changed. Reload it; if it happens again, tell the analyst what you did.',
  toMap: 'To the map',
} as const;

export const dateWords = {
  placeholder: 'day month year',
  calendar: 'Calendar',
  unreadable: 'Write the date as 30 Nov 2026 or 30/11/2026.',
  noMonth: (month: number) =>
    `There is no month ${month}. Write day, month and year, such as 30/11/2026.`,
  /** “June 2026 has 30 days.” */
  noDay: (month: string, last: number) => `${month} has ${last} days. Choose one of them.`,
  tooEarly: (day: string) => `Choose ${day} or later.`,
  tooLate: (day: string) => `Choose ${day} or earlier.`,
} as const;
