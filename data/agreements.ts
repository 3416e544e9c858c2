/** What the sample county's agencies let each other see. The hospital shares counts only, so that the difference shows. */
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { SAMPLE_AGENCIES, type AgencySlug } from './agencies.ts';

export interface SampleAgreement {
  readonly provider: AgencySlug;
  readonly audience: 'partners' | 'public';
  readonly level: 'point' | 'cell' | 'release';
  readonly kinds: readonly Kind[];
  readonly maxSensitivity: number;
  readonly resolution: number | null;
  readonly threshold: number | null;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reviewOn: string;
}

const term = { startsOn: '2023-11-01', endsOn: '2027-10-31', reviewOn: '2027-04-30' } as const;
const s115 =
  'Crime and Disorder Act 1998, section 115; information-sharing protocol of the partnership';

const withPartners = (provider: AgencySlug): SampleAgreement =>
  provider === 'sample-hospital'
    ? {
        provider,
        audience: 'partners',
        level: 'cell',
        kinds: ['alcohol'],
        maxSensitivity: 1,
        resolution: 8,
        threshold: 3,
        purpose: 'Where assaults with alcohol happen, without showing a patient’s visit',
        legalBasis:
          'Crime and Disorder Act 1998, section 115; Information Sharing to Tackle Violence standard',
        ...term,
      }
    : {
        provider,
        audience: 'partners',
        level: 'point',
        kinds: KINDS,
        maxSensitivity: 1,
        resolution: null,
        threshold: null,
        purpose: 'Tasking: to find where harm gathers and to see whether actions worked',
        legalBasis: s115,
        ...term,
      };

const withThePublic = (provider: AgencySlug): SampleAgreement => ({
  provider,
  audience: 'public',
  level: 'release',
  kinds: KINDS,
  maxSensitivity: 1,
  resolution: null,
  threshold: null,
  purpose: 'Monthly release of rounded counts to residents',
  legalBasis: s115,
  ...term,
});

export const SAMPLE_AGREEMENTS: readonly SampleAgreement[] = SAMPLE_AGENCIES.flatMap(({ slug }) => [
  withPartners(slug),
  withThePublic(slug),
]);
