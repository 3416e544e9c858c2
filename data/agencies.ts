/** The seven agencies of the sample partnership. Invented: no real body sent, saw or stands behind a row. */

export interface SampleAgency {
  readonly slug: string;
  readonly name: string;
  readonly kind: 'police' | 'council' | 'nhs' | 'ambulance' | 'fire' | 'drug_service';
}

export const SAMPLE_AGENCIES = [
  { slug: 'sample-police', name: 'Sample Vale Police', kind: 'police' },
  { slug: 'sample-county-council', name: 'Sample County Council', kind: 'council' },
  { slug: 'sample-city-council', name: 'Sample City Council Community Safety', kind: 'council' },
  { slug: 'sample-ambulance', name: 'Sample Ambulance Service', kind: 'ambulance' },
  { slug: 'sample-fire', name: 'Sample Fire and Rescue', kind: 'fire' },
  { slug: 'sample-hospital', name: 'Sample Hospital Emergency Department', kind: 'nhs' },
  { slug: 'sample-outreach', name: 'Sample Drug and Alcohol Outreach', kind: 'drug_service' },
] as const satisfies readonly SampleAgency[];

export type AgencySlug = (typeof SAMPLE_AGENCIES)[number]['slug'];
