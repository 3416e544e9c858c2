/** What the view shows of the answers it has, and what it leaves out. */
import { partnership } from '#web/lib/partnership.svelte.ts';
import { densityWords } from '#web/screens/map/density/words.ts';
import { significanceWords } from '#web/screens/map/significance/words.ts';
import { hoursInWords } from '#web/screens/map/time/words.ts';
import { notVisibleSentences } from '#web/screens/map/visibility/words.ts';
import type { SurfaceQuestion } from '../density/surface.svelte.ts';
import type { SignificanceRequests } from '../significance/significance.svelte.ts';
import type { LiveView } from '../map_view.svelte.ts';
import type { Questions } from '../questions.svelte.ts';
import { factsOf } from './facts.ts';
import { nothingArrived } from './missing.ts';
import { agenciesWithRecords, notVisible, shownAgencies } from './not_visible.ts';

export class ViewFacts {
  readonly #live: LiveView;
  readonly #questions: Questions;
  readonly #significance: SignificanceRequests;
  readonly #density: SurfaceQuestion;

  readonly left = $derived.by(() => {
    const { picture, hexes } = this.#questions;
    const answer = picture?.hexes ?? hexes.value;
    if (!answer) return [];
    const { kinds, types, agencies } = answer.requested;
    return notVisible(
      partnership.current.seen,
      {
        ...{ kinds, types, agencies, resolution: answer.resolution },
        window: { from: answer.from, to: answer.to },
        then: picture?.change?.window ?? null,
      },
      partnership.current.types,
    );
  });
  /** agencies whose incidents are in this view */
  readonly contributing = $derived.by(() =>
    shownAgencies(
      agenciesWithRecords(
        this.#questions.shownFacets.value?.agencies ?? [],
        this.#live.current.agencies,
      ),
      partnership.current.seen,
      this.left,
    ),
  );
  /** the feeds requested did not arrive in this window */
  readonly nothing = $derived.by(() =>
    nothingArrived(this.#questions.datasets, this.#questions.playback.window),
  );
  readonly sentence = $derived.by(() => {
    const { picture, hexes, compared, history } = this.#questions;
    const change = picture?.change ?? null;
    // The pair's answer where two are compared: the sentence never mixes the counts of two windows.
    const answer = change ? picture?.hexes : hexes.value;
    if (!answer) return null;
    const { resolution } = this.#live.current;
    const facts = factsOf({
      ...{ answer, change, compared, history },
      datasets: this.#questions.datasets,
      contributing: this.contributing.length,
      notVisible: notVisibleSentences(
        this.left,
        (slug) => partnership.agencyName(slug),
        resolution !== null,
      ),
    });
    return { ...facts, leavesOut: [...this.#drawn(), ...facts.leavesOut] };
  });

  constructor(
    live: LiveView,
    questions: Questions,
    significance: SignificanceRequests,
    density: SurfaceQuestion,
  ) {
    this.#live = live;
    this.#questions = questions;
    this.#significance = significance;
    this.#density = density;
  }

  /** Where some hours are tested, or places smoothed, the map shows those and not what the sentence counts. */
  #drawn(): string[] {
    const answer = this.#significance.results?.answer;
    const { surface } = this.#density;
    return [
      ...(surface ? [densityWords.shown(surface.incidents)] : []),
      ...(answer?.hours
        ? [
            significanceWords.shown(
              answer.incidents,
              hoursInWords(answer.hours),
              answer.left_out.no_hour,
            ),
          ]
        : []),
    ];
  }
}
