// Which of a client's allows meet which of its denies, where templates may have any value. Of a few it is tried pair by
// pair; who asks of very many is answered from what is found once for each allow.

import { onDemand } from "../policy/on-demand.ts";
import { mayShare, type ReadPattern } from "./compare-patterns.ts";
import { OverlapIndex } from "./overlap-index.ts";
import type { ReachingRule } from "./reaching-rules.ts";

export class DenyMeetings {
  private readonly denies: () => readonly ReachingRule[];
  private readonly index: () => OverlapIndex<DenyForAnyValue>;
  private readonly known = new Map<ReachingRule, readonly ReachingRule[] | undefined>();
  /** How many pairs were asked about. */
  private asked = 0;
  private readonly fewPairs: number;

  /** @param denies all there are. @param fewPairs up to so many are tried one by one. */
  constructor(denies: () => readonly ReachingRule[], fewPairs: number = FEW_PAIRS) {
    this.fewPairs = fewPairs;
    this.denies = onDemand(denies);
    this.index = onDemand(
      () =>
        new OverlapIndex(
          this.denies().map((deny) => {
            const { tokens, segments } = deny.forAnyValue;
            return { tokens, segments, deny };
          }),
        ),
    );
  }

  /** Those of the allows that meet none of some denies. */
  unmet(allows: readonly ReachingRule[], denies: readonly ReachingRule[]): readonly ReachingRule[] {
    if (denies.length === 0) return allows;
    this.asked += allows.length * denies.length;
    if (this.asked <= this.fewPairs) return allows.filter((allow) => !denies.some((deny) => meets(allow, deny)));
    const those = new Set(denies);
    return allows.filter((allow) => {
      const met = this.metBy(allow);
      return met && met.length <= denies.length
        ? !met.some((deny) => those.has(deny))
        : !denies.some((deny) => meets(allow, deny));
    });
  }

  /** All that an allow meets; undefined where that is too many to be kept. */
  private metBy(allow: ReachingRule): readonly ReachingRule[] | undefined {
    if (this.known.has(allow)) return this.known.get(allow);
    const found = this.index().sharing(allow.forAnyValue, UNCOUNTED);
    const met = found.length <= MOST_KEPT ? found.map(({ deny }) => deny) : undefined;
    this.known.set(allow, met);
    return met;
  }
}

/** Of each of thousands of allows. */
const MOST_KEPT = 300;

interface DenyForAnyValue extends ReadPattern {
  readonly deny: ReachingRule;
}

function meets(allow: ReachingRule, deny: ReachingRule): boolean {
  return mayShare(deny.forAnyValue, allow.forAnyValue);
}

/** So many pairs cost less than an index. */
const FEW_PAIRS = 20_000;

/** Whoever asks has counted pairs, which would cost more. */
const UNCOUNTED = { left: Number.POSITIVE_INFINITY };
