// Which rules end at which place of a trie. The trie's records name the first of their rules in RULES, the others follow
// here. A place is a node twice, and one more where the rule's bits stand in BELOW.
import { bitsOf, get, RULES } from "./trie-layout.ts";

interface Records {
  readonly data: Int32Array;
}

export class EndedRules {
  private readonly trie: Records;
  /** By id: the place where the rule ends, 0 once it was removed or where it was never added. */
  private places: Int32Array;
  /** By id: the next rule that ends at the same node, as id + 1. */
  private next: Int32Array;

  constructor(trie: Records, capacity: number) {
    this.trie = trie;
    this.places = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  /** The same for a copy of the trie. */
  copy(trie: Records): EndedRules {
    const copy = new EndedRules(trie, 0);
    copy.places = this.places.slice();
    copy.next = this.next.slice();
    return copy;
  }

  add(id: number, place: number): void {
    if (id >= this.places.length) this.grow(id * 2 + 8);
    const { data } = this.trie;
    const first = (place >> 1) + RULES;
    this.places[id] = place;
    this.next[id] = get(data, first);
    data[first] = id + 1;
  }

  private remove(id: number): void {
    const place = this.placeOf(id);
    this.places[id] = 0;
    const { data } = this.trie;
    const first = (place >> 1) + RULES;
    let before = get(data, first);
    if (before === id + 1) data[first] = get(this.next, id);
    else {
      while (get(this.next, before - 1) !== id + 1) before = get(this.next, before - 1);
      this.next[before - 1] = get(this.next, id);
    }
  }

  /** 0 where it is not held. */
  placeOf(id: number): number {
    return this.places[id] ?? 0;
  }

  /** Appends the ids of the rules that end at a place. */
  addIdsAt(place: number, ids: number[]): void {
    for (let it = get(this.trie.data, (place >> 1) + RULES); it !== 0; it = get(this.next, it - 1))
      if (get(this.places, it - 1) === place) ids.push(it - 1);
  }

  allIds(): number[] {
    const ids: number[] = [];
    for (let id = 0; id < this.places.length; id++) if (get(this.places, id) !== 0) ids.push(id);
    return ids;
  }

  /** The united bits of the rules that end at a place, without some of them. */
  uniteAt(place: number, bits: Int32Array, left: readonly number[]): number {
    const ids: number[] = [];
    this.addIdsAt(place, ids);
    return ids.reduce((united, id) => (left.includes(id) ? united : united | get(bits, id)), 0);
  }

  /** Removes a rule, and its bits where no other rule gives them. */
  withdraw(id: number, bits: Int32Array): void {
    const place = this.placeOf(id);
    if (place === 0) return;
    this.remove(id);
    this.trie.data[bitsOf(place)] = this.uniteAt(place, bits, []);
  }

  /** The trie's nodes have new names. */
  rename(moved: (node: number) => number): void {
    const { places } = this;
    for (let id = 0; id < places.length; id++) {
      const place = get(places, id);
      if (place !== 0) places[id] = moved(place >> 1) * 2 + (place & 1);
    }
  }

  private grow(capacity: number): void {
    for (const name of ["places", "next"] as const) {
      const grown = new Int32Array(capacity);
      grown.set(this[name]);
      this[name] = grown;
    }
  }
}
