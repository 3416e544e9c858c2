/** Sentences for administrators: the people of their agency, and its provider. */

export const peopleWords = {
  title: 'People',
  lead: (agency: string) => `Who works here for ${agency}, in which roles, and how they sign in.`,
  loading: 'Fetching the people…',
  invite: 'Invite somebody',
  provider: 'Sign-in at work',

  columns: {
    name: 'Name',
    roles: 'Roles',
    seen: 'Last seen',
    factor: 'Second factor',
    change: 'Change',
  },
  you: 'you',
  never: 'not yet',
  factors: {
    passkey: 'Yes: a passkey',
    app: 'Yes: an app',
    provider: 'At work',
    no: 'No',
  },
  factorIs: (factor: string) =>
    `second factor: ${factor.charAt(0).toLowerCase()}${factor.slice(1)}`,
  seen: (when: string) => `last seen ${when}`,
  endedOn: (when: string) => `left ${when}`,
  disabled: 'blocked',
  former: (n: number) => (n === 1 ? '1 person who left' : `${String(n)} people who left`),
  change: 'Change',
  changeOf: (name: string) => `Change: ${name}`,
  alone:
    'You are the only one. Invite the others of your agency; each of them signs in as themselves.',

  inviteTitle: 'Invite somebody',
  inviteLead:
    'You get a link to pass on. Whoever opens it first is taken for that person, so send it to them alone.',
  name: 'Name',
  nameMissing: 'Write their name.',
  email: 'E-mail address',
  emailHint: 'They sign in with it. Nothing is sent to it from here.',
  emailMissing: 'Write their e-mail address.',
  roles: 'Roles',
  rolesMissing: 'Choose at least one role.',
  makeLink: 'Make the link',
  link: 'The link, shown this once',
  linkHint: (name: string, until: string) =>
    `For ${name}. It works once, until ${until}. If it is lost, invite again: the old link then ends.`,
  copy: 'Copy the link',
  mail: 'Write an e-mail',
  mailSubject: (agency: string) => `Your access to Common Ground for ${agency}`,
  mailBody: (name: string, link: string, until: string) =>
    `Dear ${name},\n\nthis link sets up your sign-in. It works once, until ${until}. Please do not pass it on.\n\n${link}\n`,
  done: 'Done',

  invitations: 'Open invitations',
  noInvitations: 'No invitation is open.',
  kinds: { person: 'to join', reset: 'to sign in anew' },
  invitationFacts: (kind: string, made: string, until: string) =>
    `${kind} · made ${made} · good until ${until}`,
  cancel: 'Withdraw',
  cancelLong: (name: string) => `Withdraw the invitation of ${name}`,
  cancelled: (name: string) => `The link for ${name} no longer works.`,

  saveRoles: 'Save the roles',
  rolesSaved: (name: string) => `The roles of ${name} are changed, from now on.`,
  ownAdministrator:
    'You are taking “Administrator” from yourself. Afterwards you cannot give it back; somebody else can.',
  sessions: 'Where they are signed in',
  noSessions: 'Nowhere at this moment.',
  endedSession: (label: string) => `${label} is signed out.`,
  access: 'Access',
  steps: {
    reset: {
      label: 'Reset how they sign in',
      lead: 'For a lost phone or a forgotten password. You get a link for them to set it up anew; whoever opens it is taken for them.',
      sure: (name: string) => `${name} is signed out everywhere at once.`,
      yes: 'Yes, make the link',
    },
    disable: {
      label: 'Block the account',
      lead: 'For as long as something has to be cleared up. Nothing is deleted, and it can be undone.',
      sure: (name: string) => `${name} is signed out everywhere, and cannot sign in.`,
      yes: 'Yes, block it',
    },
    enable: {
      label: 'Unblock the account',
      lead: 'They sign in as before.',
      sure: (name: string) => `${name} may sign in again.`,
      yes: 'Yes, unblock it',
    },
    end: {
      label: 'End the membership',
      lead: 'They no longer act for your agency, from the next click on. What they did stays. To come back they are invited again.',
      sure: (name: string) => `${name} is signed out of your agency at once.`,
      yes: 'Yes, end it',
    },
  },
  resetOwn: 'How you sign in yourself is under My sign-in.',
  endOwn: 'Blocking or ending your own access is for another administrator.',
  elsewhere:
    'They work for another agency too, so their account is not yours alone to reset or block.',
  ended: (name: string) => `${name} no longer works here for your agency.`,
  disabledNow: (name: string) => `${name} is blocked.`,
  enabledNow: (name: string) => `${name} may sign in again.`,
  back: 'Back',
} as const;

export const providerWords = {
  title: 'Sign-in at work',
  lead: (agency: string) =>
    `People of ${agency} can sign in with the account they have at work (OpenID Connect), such as Microsoft Entra ID, Okta or Keycloak.`,
  back: 'People',
  loading: 'Fetching the settings…',
  none: 'Not set up',
  noneHint: 'Until it is, your people sign in with a passkey, or a password and an app.',
  on: 'In use',
  off: 'Switched off',

  register: 'First, register Common Ground there',
  registerHint:
    'Ask whoever runs your sign-in for a web application with the code flow and this redirect address, exactly as written.',
  redirect: 'Redirect address',
  copy: 'Copy the address',
  then: 'Then write here what they give you',
  issuer: 'Issuer',
  issuerHint: 'Such as https://login.microsoftonline.com/…/v2.0, to the letter.',
  issuerMissing: 'Write the issuer, as the provider gives it.',
  client: 'Client id',
  clientMissing: 'Write the client id.',
  secret: 'Client secret',
  secretKept: 'One is stored. Leave the box empty to keep it.',
  secretNone: 'May stay empty for a public client.',
  secretDrop: 'Remove the stored secret',
  tenant: 'Tenant',
  tenantHint:
    'Microsoft: the directory id, so that no other organisation’s accounts count. Otherwise leave it empty.',
  enabled: 'People of our agency may sign in with it',
  save: 'Look it up and save',
  saved: 'The provider answers, and the settings are saved.',
  try: 'Try it',
  trying: 'Asking the provider…',
  tryHint:
    'The whole way, in a new tab. Your account there must be linked to yours here: do that under My sign-in. People who join by invitation link theirs on the way.',
  tryReal: 'Sign in with it',
  remove: 'Remove these settings',
  removeSure:
    'Nobody of your agency can sign in with it any more, and whoever did is signed out. Links to accounts are kept, for when it comes back.',
  removeYes: 'Yes, remove them',
  removed: 'The settings are removed.',
} as const;
