/** Sentences about the agencies of a partnership. */
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
} as const;
