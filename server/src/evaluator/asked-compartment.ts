import type { AccessAsked } from "./access-asked.ts";
import type { Compartment } from "./client.ts";
import type { PathIndex } from "./path-index.ts";
import type { RuleEntry } from "./rule-index.ts";

/** Rules whose denies cut each other's allows, as far as they are asked about. */
export class AskedCompartment {
  /** Whose rules they are, where each role is a compartment. */
  readonly role: string | undefined;
  readonly entries: readonly RuleEntry[];
  private readonly compartment: Compartment;
  private readonly asked: AccessAsked;
  private known: PathIndex | undefined;

  constructor(compartment: Compartment, perRole: boolean, asked: AccessAsked) {
    const { acting, uncertain, idle } = compartment;
    const first = [acting, uncertain, idle].find(({ entries }) => entries.length > 0);
    this.role = perRole ? first?.entries[0]?.rule.role : undefined;
    this.entries = acting.entries;
    this.compartment = compartment;
    this.asked = asked;
  }

  /** Ids are positions in the entries; those that are not asked about are not in it. */
  get paths(): PathIndex {
    this.known ??= this.index();
    return this.known;
  }

  isAsked({ rule }: RuleEntry): boolean {
    const { wanted, only } = this.asked;
    if (this.role !== undefined && rule.role !== this.role) return false;
    return rule.denies || ((rule.grants & wanted) !== 0 && (only === undefined || rule.role === only));
  }

  private index(): PathIndex {
    const { paths } = this.compartment.acting;
    const others = this.entries.flatMap((entry, id) => (this.isAsked(entry) ? [] : id));
    if (others.length === 0) return paths;
    const copy = paths.copy();
    for (const id of others) copy.remove(id);
    return copy;
  }
}
