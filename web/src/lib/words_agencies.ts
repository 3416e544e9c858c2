/** Sentences about the agencies of a partnership: adding them, and screens that wait for the first. */
import type { Agency } from '#api/contract/partnership.ts';

/** In the order of the Crime and Disorder Act's responsible authorities, then the others. */
export const AGENCY_KIND_LABELS: Readonly<Record<Agency['kind'], string>> = {
  police: 'Police',
  council: 'Council',
  nhs: 'NHS',
  ambulance: 'Ambulance service',
  fire: 'Fire and rescue service',
  probation: 'Probation',
  drug_service: 'Drug and alcohol service',
  housing: 'Housing association',
  other: 'Another agency',
};

export const agencyWords = {
  firstTitle: 'Who is in this partnership?',
  firstLead:
    'Every file, find and action belongs to an agency. Add the first one; then its data can come in.',
  anotherTitle: 'Add another agency',
  another: 'Add an agency…',
  name: 'Name of the agency',
  nameHint: 'As its people call it, such as “West Mercia Police”.',
  nameMissing: 'Write its name.',
  kind: 'What it is',
  chooseKind: 'Choose…',
  kindMissing: 'Choose what it is.',
  slug: (slug: string) => `In addresses and files it is called ${slug}.`,
  taken: 'An agency of this name is already there.',
  add: 'Add the agency',
  cancel: 'Cancel',
  added: (name: string) => `${name} is added.`,

  noneTitle: 'No agency has been added yet',
  none: 'Every find and every action belongs to an agency. Add the first one under Data.',
  toData: 'Add the first agency',
} as const;
