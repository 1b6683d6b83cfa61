// The one exact primitive: is there a path inside these patterns whose outcome in these indexes is wanted, and which
// is the shortest? "None" is a proof for all strings. What the question is for is not known here, and how the search
// goes stands in path-search.ts.
import { isWellFormed } from "../text/half-characters.ts";
import { shortestPath } from "./asked-pattern.ts";
import type { PathAnswer, PathQuestion } from "./path-question.ts";
import { PathSearch } from "./path-search.ts";

/** Asks one question. Who asks many keeps a PathSearch, which keeps its memory. */
export function findPath(question: PathQuestion, search?: PathSearch): PathAnswer {
  const { inside, indexes, without = [], wanted } = question;
  const changed = indexes.map((index, i) => {
    const ids = without.filter((it) => it.index === i).map(({ id }) => id);
    return ids.length > 0 ? index.bitsWithout(ids) : undefined;
  });
  // Most questions end here: a shortest path of the pattern is already one that is wanted.
  const [only, ...others] = inside;
  if (only !== undefined && others.length === 0) {
    const path = shortestPath(only);
    const outcomes = indexes.map((index, i) => index.decide(path, changed[i]));
    if (wanted(outcomes) && isWellFormed(path)) return { decided: true, witness: path };
    if (only.every((token) => typeof token === "string")) return { decided: true, witness: undefined };
  }
  return (search ?? new PathSearch()).find(question, changed);
}
