/** From the words of a category to a type of incident: police, NSIR and councils' own. Ids are in contract/kinds.ts. */
import { INCIDENT_TYPES, type IncidentType, type Kind } from '#api/contract/kinds.ts';

const BY_SLUG = new Map(INCIDENT_TYPES.map((type) => [type.slug, type]));
const BY_LABEL = new Map(INCIDENT_TYPES.map((type) => [type.label.toLowerCase(), type]));

export const typeOfSlug = (slug: string): IncidentType | null => BY_SLUG.get(slug) ?? null;

/** What a category of a known kind becomes when no word of it is known. */
export const OTHER_OF_KIND: Readonly<Record<Kind, string>> = {
  crime: 'other-crime',
  asb: 'asb-unspecified',
  needle_find: 'needles',
  alcohol: 'alcohol-other',
};

/** First match wins, so the narrow stands before the broad. The same words can mean a type of another kind. */
// prettier-ignore
const WORDS: readonly (readonly [RegExp, ...string[]])[] = [
  [/needle|syringe|sharps/, 'needles', 'littering-drug-paraphernalia'],
  [/paraphernalia|drug.?litter|drug.?related litter|foils?\b|nitrous|canister/, 'other-drug-litter', 'littering-drug-paraphernalia'],
  [/ambulance.*alcohol|alcohol.*ambulance|intoxicat/, 'alcohol-ambulance-call'],
  [/(a&e|a ?and ?e|emergency department|hospital).*(assault|alcohol|attend)|istv/, 'alcohol-assault-ae'],
  [/under.?age|sales? to minors?|test purchase/, 'underage-sale'],
  [/licen[sc]ed|licensing|pub\b|public services|night.?club|\bbar\b/, 'licensed-premises-incident'],
  [/street.?drink|drinking in (the )?(street|public)|alcohol in public/, 'street-drinking', 'alcohol-street-drinking'],
  [/alcohol|drunk|drinking/, 'alcohol-other', 'street-drinking'],
  [/abandon.*(vehicle|car)|(vehicle|car).*abandon/, 'abandoned-vehicle'],
  [/vehicle.*(nuisance|inappropriate|asb)|(nuisance|inappropriate).*vehicle|off.?road|moped|quad bike|racing|boy racer|e.?scooter/, 'vehicle-nuisance'],
  [/neighbour/, 'rowdy-neighbours'],
  [/rowdy|inconsiderate|nuisance youth|youths? (causing|nuisance|related)|group.*gathering/, 'rowdy-behaviour'],
  [/animal|dog|horse/, 'animal-problems'],
  [/trespass|encampment/, 'trespass'],
  [/nuisance (communication|call)|hoax|malicious call/, 'nuisance-communications'],
  [/prostitut|kerb.?crawl|sex work/, 'prostitution-related'],
  [/noise|loud music/, 'noise'],
  [/begg|vagran|rough.?sleep/, 'begging-vagrancy'],
  [/firework/, 'fireworks'],
  [/litter|fly.?tip/, 'littering-drug-paraphernalia'],
  [/bicycle|(theft|stolen).*(cycle|bike)|(cycle|bike).*(theft|stolen)/, 'bicycle-theft'],
  [/shoplift|theft from (a )?shop|retail theft/, 'shoplifting'],
  [/burglar|break.?in/, 'burglary'],
  [/arson|deliberate.*fire|criminal damage|vandal|graffiti/, 'criminal-damage-arson'],
  [/robbery|mugging/, 'robbery'],
  [/theft from (the |a )?person|pick.?pocket|snatch/, 'theft-from-the-person'],
  [/(theft|interference|taking|stolen).*(vehicle|car\b|motor)|vehicle (crime|offence|theft)|twoc/, 'vehicle-crime'],
  [/weapon|knife|firearm|bladed/, 'possession-of-weapons'],
  [/violen|assault|sexual|harass|\babh\b|\bgbh\b|wounding|stalking|domestic|homicide|murder/, 'violence-sexual-offences'],
  [/public order|affray|hate/, 'public-order'],
  [/theft|stealing|larceny/, 'other-theft'],
  [/drug|cannabis|possession of (class|controlled)/, 'drugs'],
  [/anti.?social|\basb\b|nuisance|disorder/, 'asb-unspecified'],
  [/other crime|crime/, 'other-crime'],
];

/** The type a category's words point to, or null. With a kind fixed for the dataset only its types are considered,
 *  except where the category is exactly a type's label: "Anti-social behaviour" is never crime. */
export function guessType(category: string, kind: Kind | 'by-category'): IncidentType | null {
  const words = category.trim().toLowerCase();
  if (words === '') return null;
  if (words === 'anti-social behaviour') return typeOfSlug('asb-unspecified');
  const named = BY_LABEL.get(words) ?? BY_SLUG.get(words);
  if (named && (kind === 'by-category' || named.kind === kind)) return named;
  for (const [pattern, ...slugs] of WORDS) {
    if (!pattern.test(words)) continue;
    for (const slug of slugs) {
      const type = typeOfSlug(slug);
      if (type && (kind === 'by-category' || type.kind === kind)) return type;
    }
  }
  return null;
}
