/** The type of incident that a row's category means. */
import type { Mapping } from '#api/contract/intake.ts';
import type { IncidentType } from '#api/contract/kinds.ts';
import { guessType, OTHER_OF_KIND, typeOfSlug } from '../understand/guess_types.ts';

/** The mapping's own type first, then the type that the category's words point to, then "other" of a fixed kind. */
export function typeChooser(mapping: Mapping): (category: string) => IncidentType | null {
  const { kind } = mapping;
  const fallback = kind === 'by-category' ? null : typeOfSlug(OTHER_OF_KIND[kind]);
  const chosen = new Map<string, IncidentType | null>();
  return (category) => {
    let type = chosen.get(category);
    if (type === undefined) {
      const slug = mapping.types[category.toLowerCase()];
      type =
        (slug === undefined ? null : typeOfSlug(slug)) ?? guessType(category, kind) ?? fallback;
      if (chosen.size > 5000) chosen.clear();
      chosen.set(category, type);
    }
    return type;
  };
}
