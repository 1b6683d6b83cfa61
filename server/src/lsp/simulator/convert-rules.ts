// Rules in other forms: those of a rules file as commands, as Terraform or as a role export; those of an export as a file.

import { ErrorCodes, ResponseError } from "vscode-languageserver";
import { type PlainRule, plainRulesOf, plainRulesOfRole } from "../../features/convert/plain-rules.ts";
import { quoteForPowerShell } from "../../features/convert/quote-for-power-shell.ts";
import { writeRoleCommands } from "../../features/convert/write-role-commands.ts";
import { writeRoleExport } from "../../features/convert/write-role-export.ts";
import { writeRulesFile } from "../../features/convert/write-rules-file.ts";
import { writeTerraform } from "../../features/convert/write-terraform.ts";
import { quoteForShell } from "../../features/simulator/write-command.ts";
import { readRoleExport } from "../../policy/read-role-export.ts";
import type { RequestHandler } from "../guard.ts";
import { needFile } from "../need-file.ts";
import { needString } from "../read-unknown.ts";
import type { ConvertRequests } from "../simulator-protocol.ts";
import { findSubject } from "./find-subject.ts";

export const CONVERT_REQUESTS: Readonly<Record<keyof ConvertRequests, RequestHandler>> = {
  "policyLens/writeRules": (session, params) => {
    const [uri, written] = [needString(params, "uri"), needString(params, "form")];
    const form = FORMS.find((each) => each === written);
    if (form === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, `The parameter "form" cannot be "${written}".`);
    }
    const { file } = needFile(session, uri);
    return (): ConvertRequests["policyLens/writeRules"]["answer"] => {
      const [role = "role"] = findSubject(session, uri)?.ownRoles ?? [];
      const rules = plainRulesOf(file);
      return { text: WRITERS[form](role, rules), role, count: rules.length };
    };
  },
  "policyLens/readRoles": (_session, params) => {
    const text = needString(params, "text");
    return (): ConvertRequests["policyLens/readRoles"]["answer"] => {
      const { roles, faults } = readRoleExport(text, "");
      const now = Math.floor(Date.now() / 1000);
      return {
        roles: roles.map((role) => ({ name: role.name, text: writeRulesFile(plainRulesOfRole(role, now)) })),
        faults: faults.map(({ message }) => message),
      };
    };
  },
};

type Form = ConvertRequests["policyLens/writeRules"]["params"]["form"];

const WRITERS: Readonly<Record<Form, (role: string, rules: readonly PlainRule[]) => string>> = {
  commands: (role, rules) => writeRoleCommands(role, rules, quoteForShell),
  "powershell-commands": (role, rules) => writeRoleCommands(role, rules, quoteForPowerShell),
  terraform: (_role, rules) => writeTerraform(rules),
  "role-export": writeRoleExport,
};

const FORMS = Object.keys(WRITERS) as readonly Form[];
