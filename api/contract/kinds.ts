/** The four kinds of incident and their types, as the field names them (data/README.md has the sources).
 *  Ids are stored in rows and in the hex index: never renumber, only add. */

export const KINDS = ['crime', 'asb', 'needle_find', 'alcohol'] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds as grants and sharing agreements number them: a type's id divided by twenty, as SQL's kind_code() does. */
export const KIND_OF_CODE: readonly Kind[] = ['crime', 'asb', 'alcohol', 'needle_find'];
export const codeOfKind = (kind: Kind): number => KIND_OF_CODE.indexOf(kind);
export const codeOfType = (type: number): number => Math.floor(type / 20);

export interface IncidentType {
  readonly id: number;
  readonly kind: Kind;
  readonly slug: string;
  readonly label: string;
}

const type = (id: number, kind: Kind, slug: string, label: string): IncidentType => ({
  id,
  kind,
  slug,
  label,
});

/** Every type a row may have. `*-other` takes what a dataset's own category does not map to. */
export const INCIDENT_TYPES: readonly IncidentType[] = [
  type(1, 'crime', 'bicycle-theft', 'Bicycle theft'),
  type(2, 'crime', 'burglary', 'Burglary'),
  type(3, 'crime', 'criminal-damage-arson', 'Criminal damage and arson'),
  type(4, 'crime', 'drugs', 'Drugs'),
  type(5, 'crime', 'other-crime', 'Other crime'),
  type(6, 'crime', 'other-theft', 'Other theft'),
  type(7, 'crime', 'possession-of-weapons', 'Possession of weapons'),
  type(8, 'crime', 'public-order', 'Public order'),
  type(9, 'crime', 'robbery', 'Robbery'),
  type(10, 'crime', 'shoplifting', 'Shoplifting'),
  type(11, 'crime', 'theft-from-the-person', 'Theft from the person'),
  type(12, 'crime', 'vehicle-crime', 'Vehicle crime'),
  type(13, 'crime', 'violence-sexual-offences', 'Violence and sexual offences'),
  type(20, 'asb', 'asb-unspecified', 'Anti-social behaviour (type not given)'),
  type(21, 'asb', 'abandoned-vehicle', 'Abandoned vehicle'),
  type(22, 'asb', 'vehicle-nuisance', 'Vehicle nuisance'),
  type(23, 'asb', 'rowdy-behaviour', 'Rowdy or inconsiderate behaviour'),
  type(24, 'asb', 'rowdy-neighbours', 'Rowdy or nuisance neighbours'),
  type(25, 'asb', 'littering-drug-paraphernalia', 'Littering or drug paraphernalia'),
  type(26, 'asb', 'animal-problems', 'Animal problems'),
  type(27, 'asb', 'trespass', 'Trespass'),
  type(28, 'asb', 'nuisance-communications', 'Nuisance communications'),
  type(29, 'asb', 'street-drinking', 'Street drinking'),
  type(30, 'asb', 'prostitution-related', 'Prostitution-related'),
  type(31, 'asb', 'noise', 'Noise'),
  type(32, 'asb', 'begging-vagrancy', 'Begging or vagrancy'),
  type(33, 'asb', 'fireworks', 'Fireworks'),
  type(40, 'alcohol', 'alcohol-other', 'Alcohol (type not given)'),
  type(41, 'alcohol', 'alcohol-street-drinking', 'Street drinking (alcohol service)'),
  type(42, 'alcohol', 'alcohol-ambulance-call', 'Alcohol-related ambulance call'),
  type(43, 'alcohol', 'alcohol-assault-ae', 'A&E assault with alcohol'),
  type(44, 'alcohol', 'licensed-premises-incident', 'Licensed-premises incident'),
  type(45, 'alcohol', 'underage-sale', 'Underage sale'),
  type(60, 'needle_find', 'needles', 'Needles found'),
  type(61, 'needle_find', 'other-drug-litter', 'Other drug litter'),
];

export const TIME_PRECISIONS = ['minute', 'hour', 'day', 'month'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

/** How a place was given: `exact` metre-level, `snapped` anonymised to a map point, `area` a centroid. */
export const PLACE_PRECISIONS = ['exact', 'snapped', 'area'] as const;
export type PlacePrecision = (typeof PLACE_PRECISIONS)[number];
/** As stored: `hexagon` was exact, and became coarse when its retention period ran out. */
export type StoredPlacePrecision = PlacePrecision | 'hexagon';

export const KIND_LABELS: Readonly<Record<Kind, string>> = {
  crime: 'Crime',
  asb: 'Anti-social behaviour',
  needle_find: 'Needle finds',
  alcohol: 'Alcohol',
};

/** A search that found nothing: kept as effort, never counted. Not one of INCIDENT_TYPES. */
export const SWEEP_TYPE_ID = 70;
