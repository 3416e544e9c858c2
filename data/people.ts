/** The one-click people of the sample county, one for each way of working. Invented, like everything here. */
import type { Role } from '#api/contract/permissions.ts';
import type { AgencySlug } from './agencies.ts';

export interface SamplePerson {
  readonly name: string;
  readonly agency: AgencySlug;
  readonly roles: readonly Role[];
  /** What they are there to show, in a line. */
  readonly about: string;
}

/** The agency that runs the sample installation. */
export const SAMPLE_HOST: AgencySlug = 'sample-county-council';

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    name: 'Morgan Hale',
    agency: 'sample-county-council',
    roles: ['administrator', 'analyst'],
    about: 'Analyst and administrator of the council that hosts the partnership',
  },
  {
    name: 'Lee Barker',
    agency: 'sample-police',
    roles: ['administrator', 'analyst'],
    about: 'Police analyst, who decides what the force shares',
  },
  {
    name: 'Sam Okafor',
    agency: 'sample-city-council',
    roles: ['tasking'],
    about: 'Chairs the tasking group: hotspots, decisions, actions',
  },
  {
    name: 'Jo Whittle',
    agency: 'sample-city-council',
    roles: ['owner'],
    about: 'Owns actions and reports what was done',
  },
  {
    name: 'Ash Finch',
    agency: 'sample-outreach',
    roles: ['street'],
    about: 'Street team: logs needle finds, sees their own',
  },
  {
    name: 'Nia Rowe',
    agency: 'sample-hospital',
    roles: ['administrator', 'analyst'],
    about: 'Hospital analyst: shares counts only',
  },
  {
    name: 'Pat Flint',
    agency: 'sample-fire',
    roles: ['analyst'],
    about: 'Fire analyst, who has not sent a quarter',
  },
  {
    name: 'Toby Marsh',
    agency: 'sample-ambulance',
    roles: ['reader'],
    about: 'Reads the map and the actions',
  },
];
