// Rules in their other forms: commands, Terraform, the export of a role and back; quoted so that nothing changes its meaning.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { plainRulesOf, plainRulesOfRole } from "../../server/src/features/convert/plain-rules.ts";
import { writeRoleCommands } from "../../server/src/features/convert/write-role-commands.ts";
import { writeRoleExport } from "../../server/src/features/convert/write-role-export.ts";
import { writeRulesFile } from "../../server/src/features/convert/write-rules-file.ts";
import { quoteForTerraform, writeTerraform } from "../../server/src/features/convert/write-terraform.ts";
import { quoteForShell } from "../../server/src/features/simulator/write-command.ts";
import { readRoleExport } from "../../server/src/policy/read-role-export.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

const text = `{
  "/it's/{{team}}/$(x)/*": [
    { "rule-type": "item-rule", "capabilities": "[read, list]", "ttl": "30" },
    { "rule-type": "sra-rule", "capabilities": "[allow_access]" }
  ],
  "-dash": [
    { "rule-type": "target-rule", "capabilities": "[deny]" }
  ]
}
`;
const rules = plainRulesOf(readRulesFile(text));

test("a rules file written from its own rules is the same file", () => {
  assert.equal(writeRulesFile(rules), text);
});

test("a role export and back gives the same rules, with the names that each side has", () => {
  const exported = writeRoleExport("role1", rules);
  assert.match(exported, /"sra_transparently_connect"/);
  const [role] = readRoleExport(exported, "role.json").roles;
  assert.ok(role);
  assert.deepEqual(
    plainRulesOfRole(role, 0).map((rule) => ({ ...rule, capabilities: [...rule.capabilities].sort() })),
    rules.map((rule) => ({
      ...rule,
      capabilities: [...rule.capabilities].sort(),
      path: rule.path.startsWith("/") ? rule.path : `/${rule.path}`,
    })),
  );
});

test("what is left of a lifetime becomes the ttl, and what has expired is left out", () => {
  const rule = { path: "/a", type: "item-rule", capabilities: ["read"], ttl: 10, start_time: 1000 };
  const [role] = readRoleExport(JSON.stringify({ role_name: "r", rules: { path_rules: [rule] } }), "r.json").roles;
  assert.ok(role);
  assert.deepEqual(plainRulesOfRole(role, 1000 + 4 * 60)[0]?.ttl, 6);
  assert.deepEqual(plainRulesOfRole(role, 1000 + 10 * 60), []);
});

test("commands say each rule with its words quoted", () => {
  assert.equal(
    writeRoleCommands("my role", rules),
    `akeyless set-role-rule --role-name 'my role' --path '/it'\\''s/{{team}}/$(x)/*' --rule-type item-rule --capability read --capability list --ttl 30
akeyless set-role-rule --role-name 'my role' --path '/it'\\''s/{{team}}/$(x)/*' --rule-type sra-rule --capability allow_access
akeyless set-role-rule --role-name 'my role' --path=-dash --rule-type target-rule --capability deny
`,
  );
});

test("a shell reads back what was quoted", () => {
  for (const word of ["plain", "", "it's", 'a "b" $HOME `x` \\ ! * ?', "line\nbreak", "{{x}}", "#no comment", "~"]) {
    assert.equal(execFileSync("sh", ["-c", `printf %s ${quoteForShell(word)}`], { encoding: "utf8" }), word);
  }
});

test("Terraform's blocks interpolate nothing", () => {
  assert.equal(quoteForTerraform(`/a/\${x}/%{y}/"q"\\`), `"/a/$\${x}/%%{y}/\\"q\\"\\\\"`);
  assert.equal(
    writeTerraform(rules.slice(2)),
    'rules {\n  capability = ["deny"]\n  path       = "-dash"\n  rule_type  = "target-rule"\n}\n',
  );
  assert.match(writeTerraform(rules), /# The rules file gives this rule a ttl of 30 minutes\./);
});
