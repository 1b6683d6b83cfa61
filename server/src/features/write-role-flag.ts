import type { RoleFlag } from "../checks/problem.ts";
import { quoteForShell } from "./simulator/write-command.ts";

/** The command that sets a flag of a role, quoted for a shell. @param role its name; without one a place to write it. */
export function writeRoleFlag({ flag, value }: RoleFlag, role: string | undefined): string {
  const name = role ?? "<role>";
  const option = name.startsWith("-") ? quoteForShell(`--name=${name}`) : `--name ${quoteForShell(name)}`;
  return `akeyless update-role ${option} ${flag} ${value}`;
}
