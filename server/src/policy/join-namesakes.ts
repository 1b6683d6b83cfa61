// What a manifest says twice of one name, with a leading slash and without (F5.1). Keys that are written alike are the
// JSON reader's: of those the last is read. Identities are only the manifest's own names, and stay apart.

import type { FieldFault } from "../text/json-fields.ts";
import type { Spanned } from "../text/span.ts";
import { groupBy } from "./group-by.ts";
import type { ManifestAuthMethod, ManifestRole } from "./manifest.ts";
import { nameKey } from "./names.ts";

/** One role of each name, with all that is said of it; it is told at each further place. */
export function joinRoles(roles: readonly ManifestRole[], faults: FieldFault[]): ManifestRole[] {
  return groupByName(roles).map(([first, ...others]) => {
    if (others.length === 0) return first;
    for (const { name } of others) {
      const message = `The role "${name.value}" stands here already, as "${first.name.value}". What is said of it in both places counts together. Make it one.`;
      faults.push({ span: name.span, message });
    }
    const same = [first, ...others];
    return {
      name: first.name,
      rules: joinLists(same.map(({ rules }) => rules)),
      admin: joinSaid(same.map(({ admin }) => admin)),
      associations: joinLists(same.map(({ associations }) => associations)),
    };
  });
}

/** One auth method of each name, that which stands last; it is told at each further place. */
export function keepLastMethods(methods: readonly ManifestAuthMethod[], faults: FieldFault[]): ManifestAuthMethod[] {
  return groupByName(methods).map(([first, ...others]) => {
    for (const { name } of others) {
      const message = `The auth method "${name.value}" stands here already, as "${first.name.value}". Only what stands last of it counts. Remove one of them.`;
      faults.push({ span: name.span, message, loses: true });
    }
    return others.at(-1) ?? first;
  });
}

type Named = { readonly name: Spanned<string> };

function groupByName<T extends Named>(list: readonly T[]): [T, ...T[]][] {
  return [...groupBy(list, ({ name }) => nameKey(name.value)).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others]],
  );
}

/** Whether it is said to be so in any place; nothing where none says anything. */
function joinSaid(all: readonly (boolean | undefined)[]): boolean | undefined {
  const said = all.filter((each) => each !== undefined);
  return said.length === 0 ? undefined : said.includes(true);
}

/** What is said in any place; nothing where none says anything. */
function joinLists<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  const said = lists.filter((list) => list !== undefined);
  return said.length === 0 ? undefined : said.flat();
}
