/** What a person corrects once after intake has guessed a feed's columns: which column says what happened, and
 *  what the feed's own words mean. Everything else in the sample's files is guessed right. */

export interface MappingCorrection {
  /** The column with the category. */
  readonly category: string;
  /** Category (lower case) → slug of an incident type. */
  readonly types: Readonly<Record<string, string>>;
}

/** By dataset slug. */
export const SAMPLE_CORRECTIONS: Readonly<Record<string, MappingCorrection>> = {
  'ambulance-alcohol': {
    category: 'call_reason',
    types: { 'alcohol-related': 'alcohol-ambulance-call' },
  },
  'city-licensed-premises': {
    category: 'Incident',
    types: {
      'licensed-premises incident': 'licensed-premises-incident',
      'street drinking': 'alcohol-street-drinking',
      'underage sale': 'underage-sale',
    },
  },
  'county-drug-litter': {
    category: 'Item',
    types: { 'needles/syringes': 'needles', 'foil, spoons, wraps': 'other-drug-litter' },
  },
  'hospital-assaults': {
    category: 'Attendance type',
    types: { 'assault with alcohol': 'alcohol-assault-ae' },
  },
};
