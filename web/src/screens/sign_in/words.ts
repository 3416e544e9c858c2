/** Sentences of signing in, of links that let somebody in, and of one's own ways of signing in. */

export const signInWords = {
  title: 'Sign in',
  invitation: 'Invitation',
  lead: 'What the agencies of this partnership share is for their own people.',
  asking: 'Looking at how you can sign in…',
  requested: (path: string) => `Then you go on to ${path}.`,

  sample: 'Try the sample county',
  sampleLead:
    'Everything in it was made up by a program. Be one of its people, with one click, to see what each of them sees. They are here because this server runs on your own machine, and they are gone as soon as real data is in it.',
  sampleEnter: (name: string) => `Enter as ${name}`,

  work: 'With your account at work',
  workHint: 'You are sent to your agency’s own sign-in, and come back here.',
  ownAccount: 'With an account here',
  email: 'E-mail address',
  emailMissing: 'Write the e-mail address of your account.',
  password: 'Password',
  passwordMissing: 'Write your password.',
  showPassword: 'Show the password',
  go: 'Sign in',
  going: 'Signing in…',
  forgotten: 'No account, or cannot get in? The administrator of your agency can send you a link.',

  code: 'Code from your authenticator app',
  codeHint: 'Six digits. Each code is good once.',
  codeMissing: 'Write the six digits from the app.',
  codeLead: 'Your password is right. Now the second factor.',
  continue: 'Continue',
  back: 'Back',
  passkeyNext: 'This account’s second factor is a passkey, and it does without the password.',
  enrolTitle: 'Set up a second factor',
  enrolLead:
    'Your role needs one. From now on you sign in with it, so that a stolen password alone opens nothing.',

  passkey: 'Sign in with a passkey',
  passkeyUse: 'Use your passkey',
  passkeyWaiting: 'Waiting for your device…',
  passkeyHint: 'Your fingerprint, face, PIN or security key. Nothing to type.',
  noName: 'Passkeys do not work at an address in digits.',
  atLocalhost: 'Open this page at localhost',
  passkeyProblems: {
    cancelled:
      'The device did not confirm it is you: it was called off, or took too long. Try again.',
    known: 'This device has a passkey for this account already. Use it, or choose another device.',
    wrongAddress:
      'Passkeys do not work at this address. Use the address your administrator gave you.',
    unsupported: 'This browser has no passkeys. Use another browser, or a password and an app.',
    failed: 'The device could not do it. Try again, or use another way.',
  },

  nobody: 'Nobody administers this installation yet',
  nobodyHint:
    'When it started, the server printed a link for the first administrator. Open that link; it is good once.',

  refusedAtProvider: 'Your agency’s sign-in did not let you in here',
  refusedAtProviderHint:
    'Perhaps the account there is not linked to one here yet: open the link of your invitation first. Otherwise tell your administrator this reference.',
  tooOften: 'Too many attempts',
  stillIn: (name: string) => `You are still signed in as ${name}.`,
  goOn: 'Back to your pages',
  unsent: (n: number) =>
    n === 1
      ? '1 find on this phone is not sent yet'
      : `${String(n)} finds on this phone are not sent yet`,
  unsentHint: 'Nothing is lost: what was entered is kept here, and sent when its agency signs in.',

  ended: 'Sign in again',
  endedLead:
    'Your time was over, or you were signed out. What you typed is still here: sign in as the same person and go on.',
  again: 'Is it still you?',
  againLead:
    'What you are about to do opens doors, so prove once more that it is you. Then it is done, without pressing again.',
  notNow: 'Not now',
  somebodyElse: 'I am somebody else',
  sameTab: (name: string) => `You are ${name}.`,
  otherTab: 'It opens in a new tab. Come back here afterwards.',
  cameBack: 'I am back',
} as const;

export const invitationWords = {
  welcome: 'Set up this installation',
  welcomeLead:
    'You are its first administrator. Say who runs it and who you are; afterwards you invite the others.',
  invited: (agency: string) => `Join ${agency}`,
  invitedBy: (name: string, agency: string) => `${name} of ${agency} invites you.`,
  invitedFrom: (agency: string) => `${agency} invites you.`,
  reset: 'New ways of signing in',
  resetLead: (agency: string) =>
    `An administrator of ${agency} has reset how you sign in. Choose a way; the old ones are gone.`,
  asRoles: 'What you may do there',
  until: (when: string) => `The link is good until ${when}, and once.`,
  reading: 'Reading the link…',
  noToken: 'This page needs the whole link',
  noTokenHint:
    'Open the link again from the message it came in. For your safety it is removed from the address bar, so that reloading the page is not enough.',
  spent: 'This link no longer works',
  toSignIn: 'To sign in',

  agency: 'The agency that runs it',
  agencyHint:
    'Its administrators add the other agencies and build public releases. What each agency shares stays its own to say.',
  another: 'Another agency…',
  chooseAgency: 'Choose…',
  agencyMissing: 'Choose the agency, or name a new one.',
  you: 'You',
  name: 'Your name',
  nameHint: 'As your colleagues know it.',
  nameMissing: 'Write your name.',
  emailHint: 'You sign in with it. No mail is sent to it.',
  how: 'How will you sign in?',
  ways: {
    passkey: 'With a passkey',
    passkeyHint: 'Fingerprint, face, PIN or security key of your device. Nothing to remember.',
    password: 'With a password',
    passwordApp: 'With a password and an authenticator app',
    passwordAppHint: 'A code from an app on your phone is asked for after the password.',
    openid: (agency: string) => `With the sign-in of ${agency}`,
    openidHint: 'The account you use at work. You are sent there, and come back signed in.',
  },
  newPassword: 'Choose a password',
  newPasswordHint: (shortest: number) =>
    `At least ${String(shortest)} characters. Four or more words that have nothing to do with each other or with you are good; spaces count.`,
  tooShort: (missing: number) =>
    missing === 1 ? 'One character is missing.' : `${String(missing)} characters are missing.`,
  tooLong: (longest: number) => `Use at most ${String(longest)} characters.`,
  signInAs: (email: string) => `You sign in as ${email}.`,
  emailMissing: 'Write the e-mail address you want to sign in with.',
  agencyWhich: 'Agency',
  signedInAs: (name: string, agency: string) => `You are signed in as ${name}, ${agency}`,
  haveAccount:
    'You have an account here already? Sign in with it first, then open this link again: one account can act for several agencies.',
  joinToo: (agency: string) =>
    `With this link you also act for ${agency}. You keep your account and how you sign in, and change between your agencies in the menu at the top.`,
  join: (agency: string) => `Join ${agency}`,
  otherPerson: (name: string) =>
    name
      ? `This link is for ${name}. If that is you, sign out first.`
      : 'If this link is for you, sign out first.',
  leaveFirst: 'Sign out and open the link',
  goOn: 'Back to my pages',
  passkeyFinish: 'Make the passkey and sign in',
  next: 'Continue',
  finish: 'Finish and sign in',
  toProvider: 'Continue there',
  backToFields: 'Back',

  secondFactor: 'Second factor',
  byApp: 'With an authenticator app',
  byPasskey: 'Or with a passkey',
  scan: 'Scan this with your authenticator app',
  qr: 'QR code for the authenticator app; the same key stands beside it as text',
  orType: 'Or type this key into the app',
  copyKey: 'Copy the key',
  firstCode: 'Code that the app shows now',
  makePasskey: 'Make the passkey',
  deviceName: 'What to call it',
  deviceHint: 'So that you know it in your list, such as “work laptop”.',
  deviceDefault: 'This device',
} as const;

export const meWords = {
  title: 'My sign-in',
  lead: (name: string, email: string | null, agency: string) =>
    [name, email, agency].filter(Boolean).join(' · '),
  loading: 'Fetching your sign-in…',
  sample:
    'You are a one-click person of the sample county. Such people have no password and no second factor of their own.',

  sessions: 'Where you are signed in',
  thisOne: 'This browser',
  signedIn: (when: string) => `signed in ${when}`,
  lastSeen: (when: string) => `last seen ${when}`,
  until: (when: string) => `until ${when} at the latest`,
  kinds: { browser: 'Browser', phone: 'Phone', script: 'Script' },
  end: 'Sign out',
  endLong: (label: string) => `Sign out: ${label}`,
  endOthers: 'Sign out everywhere else',
  ended: (label: string) => `${label} is signed out.`,
  endedOthers: 'Every other browser is signed out, and every token has ended.',
  endOthersSure:
    'Every other browser of yours is signed out at once, and every token for a script ends. A phone that logs finds stays: sign it out by itself.',
  endOthersYes: 'Yes, sign out everywhere else',
  noOthers: 'You are signed in nowhere else.',

  ways: 'How you sign in',
  waysLead:
    'Whatever you change here signs you out everywhere else, scripts too: nobody stays in by an old way.',
  password: 'Password',
  passwordSet: 'There is one.',
  passwordNone: 'There is none.',
  passwordChange: 'Change the password',
  passwordMake: 'Set a password',
  passwordSave: 'Save the password',
  passwordChanged: 'The password is changed.',
  app: 'Authenticator app',
  appSet: 'One is set up.',
  appNone: 'None is set up.',
  appMake: 'Set up an app',
  appReplace: 'Set up another app instead',
  appSave: 'Take this app',
  appMade: 'The app is set up. It is asked for when you sign in next.',
  passkeys: 'Passkeys',
  passkeysNone: 'You have none.',
  passkeyMake: 'Add a passkey',
  passkeyMade: (label: string) => `The passkey “${label}” is added.`,
  passkeyFacts: (made: string, used: string | null) =>
    used ? `added ${made}, last used ${used}` : `added ${made}, not used yet`,
  remove: 'Remove',
  removeLong: (label: string) => `Remove ${label}`,
  removed: (label: string) => `${label} is removed.`,
  removeSure: (label: string) => `${label} no longer signs you in. Remove it?`,
  removeYes: 'Yes, remove it',
  theApp: 'The authenticator app',
  providers: 'Sign-in at work',
  providersNone: 'Not linked.',
  providerLink: 'Link my account at work',
  providerRefused: 'Your account at work was not linked',
  providerRefusedHint:
    'Your agency’s sign-in answered, and the answer was not taken. Try again; if it stays, tell your administrator this reference.',
  providerOf: (issuer: string) => `Linked: ${issuer}`,
  needsTwo: 'Your role needs a second factor: an app or a passkey, or your agency’s own sign-in.',

  scripts: 'Tokens for scripts',
  scriptsLead:
    'A script that asks the API shows one, and then may do what you may. Treat it like a password.',
  scriptsNone: 'You have made none.',
  scriptMake: 'Make a token',
  scriptFor: 'What is it for?',
  scriptForHint: 'Such as “monthly report”.',
  scriptForMissing: 'Say what it is for.',
  scriptUntil: 'Good until',
  scriptUntilHint: 'A year at most.',
  scriptUntilWrong: 'Choose a day from tomorrow to a year from now.',
  scriptMade: 'The token, shown this once',
  scriptMadeHint:
    'Copy it now: only a fingerprint of it is kept here. A script sends it as “Authorization: Bearer …”.',
  token: 'Token',
  scriptEnded: (label: string) => `The token “${label}” no longer works.`,
  scriptDone: 'I have copied it',
} as const;
