/** The chapters of /api/openapi.json: every operation is in one. */
export const TAGS = {
  health: 'Whether the server and its database answer',
  'sign-in': 'The ways in that need no link, and the way out',
  invitations: 'Links that let somebody in',
  me: 'One’s own account: agency, sessions, ways of signing in, tokens',
  people: 'An agency’s people, scripts and identity provider, for its administrators',
  partnership:
    'What every partner shares: agencies, areas, residents, landmarks, orders, deliveries',
  intake: 'Files of incidents: datasets, imports and their problems',
  hexes: 'Counts of incidents by hexagon, day, type and agency',
  hotspots: 'Hotspots as stored, and the analyses that find them',
  alerts: 'Unusual days, and who is notified of them',
  actions: 'Work on a hotspot: milestones, progress, results',
  finds: 'Needles and other finds, logged from a phone',
  views: 'Map views that a person has saved',
  notices: 'Messages sent to a person',
  exports: 'Files to take away, marked and audited',
  agreements: 'What one agency lets another see',
  history: 'Who changed what, when, from what to what',
  audit: 'Who did what, and the check that no line is missing',
  releases: 'Months prepared for the public',
  reports: 'The quarterly report',
  retention: 'For how long an agency keeps what of its records',
  operations: 'The installation itself: its backups',
} as const;
export type Tag = keyof typeof TAGS;
