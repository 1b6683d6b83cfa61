// Rules in their other forms: commands, Terraform, the export of a role and back; quoted so that nothing changes its meaning.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { plainRulesOf, plainRulesOfRole } from "../../server/src/features/convert/plain-rules.ts";
import { quoteForPowerShell } from "../../server/src/features/convert/quote-for-power-shell.ts";
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
    writeRoleCommands("my role", rules, quoteForShell),
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

test("commands for PowerShell have its quotes, around the option too where the value begins with a dash", () => {
  assert.equal(
    writeRoleCommands("my role", rules.slice(1), quoteForPowerShell),
    `akeyless set-role-rule --role-name 'my role' --path '/it''s/{{team}}/$(x)/*' --rule-type sra-rule --capability allow_access
akeyless set-role-rule --role-name 'my role' '--path=-dash' --rule-type target-rule --capability deny
`,
  );
});

/**
 * Reads a word as PowerShell's language specification has it: inside single quotes two quotes of any kind stand for the
 * first, and nothing else has a meaning. Outside, whatever could have one is refused.
 */
function readPowerShell(word: string): string {
  const quotes = "'‘’‚‛";
  const characters = [...word];
  if (!quotes.includes(characters[0] ?? "")) {
    assert.doesNotMatch(word, /[\s`"'‘’‚‛“”„$(){};,|&<>@#%*?[\]~!=]|^$|^-[^-]*[.:]/u);
    return word;
  }
  let read = "";
  for (let at = 1; at < characters.length - 1; at++) {
    const character = characters[at] ?? "";
    read += character;
    if (!quotes.includes(character)) continue;
    assert.ok(quotes.includes(characters[++at] ?? " ") && at < characters.length - 1, `${word} ends inside`);
  }
  assert.ok(quotes.includes(characters.at(-1) ?? " "), `${word} does not end`);
  return read;
}

test("PowerShell reads back what was quoted", () => {
  const words = [
    "plain",
    "/a/b-c",
    "30",
    "",
    "it's",
    "it’s ‘here‛",
    'a "b" $HOME `x` \\ ! * ?',
    "line\nbreak",
    "{{x}}",
  ];
  const others = [
    "#no comment",
    "~",
    "@splat",
    "a,b",
    "a;b",
    "$(x)",
    "-a.b:c",
    "--%",
    "größe/日本",
    "1kb",
    "%",
    "a=b",
    "'",
  ];
  for (const word of [...words, ...others]) assert.equal(readPowerShell(quoteForPowerShell(word)), word);
});

test("Terraform's blocks interpolate nothing", () => {
  assert.equal(quoteForTerraform(`/a/\${x}/%{y}/"q"\\`), `"/a/$\${x}/%%{y}/\\"q\\"\\\\"`);
  assert.equal(
    writeTerraform(rules.slice(2)),
    'rules {\n  capability = ["deny"]\n  path       = "-dash"\n  rule_type  = "target-rule"\n}\n',
  );
  assert.equal(quoteForTerraform("a\b\f\\b\n\u0001ü"), '"a\\u0008\\u000c\\\\b\\n\\u0001ü"');
  assert.match(
    writeTerraform(rules),
    /# The rules file gives this rule a ttl of 30 minutes, for which a block has no place\.\nrules \{/,
  );
});

test("Terraform has administrative access as attributes, and what the provider does not know is told", () => {
  const rule = (ruleType: string, path: string): string =>
    `"${path}": [{ "rule-type": "${ruleType}", "capabilities": "[read]" }]`;
  const written = [
    rule("search-rule", "self"),
    rule("event-rule", "/*"),
    rule("search-rule", "/*"),
    rule("ara-rule", "/a"),
  ];
  const text = (parts: readonly string[]): string =>
    writeTerraform(plainRulesOf(readRulesFile(`{${parts.join(",")}}`)));
  assert.equal(
    text([...written.slice(0, 2), ...written.slice(3)]),
    'audit_access = "own"\nevent_center_access = "all"\n\n# The provider does not document this rule type.\nrules {\n  capability = ["read"]\n  path       = "/a"\n  rule_type  = "ara-rule"\n}\n',
  );
  assert.equal(text([rule("search-rule", "/*"), rule("search-rule", "/self")]), 'audit_access = "all"\n');
  assert.match(text([rule("event-forwarder-rule", "/x")]), /^# The provider sets this by event_forwarders_access/);
});
