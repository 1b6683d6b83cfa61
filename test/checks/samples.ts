/** The only sample of a rules file that Akeyless documents (section 1 of the facts), as it is printed. */
export const DOCUMENTED_SAMPLE = `{
  "secret/foo": [{
      "rule-type": "item-rule",
      "capabilities": "[read, list]",
      "ttl": "30"
    },
    {
      "rule-type": "role-rule",
      "capabilities": "[read, list]"
    }
  ],
  "secret/bar": [{
    "rule-type": "target-rule",
    "capabilities": "[delete, list]"
  }]
}
`;

/** The commands of the documentation of roles, each as the rules file that says the same. */
export const DOCUMENTED_RULES: readonly string[] = [
  `{ "/path/to/folder/*": [{ "rule-type": "item-rule", "capabilities": "[read, create, update]" }] }`,
  `{ "/path/to/folder/*": [{ "capabilities": "[read, create, update]" }], "/path/to/folder/topSecret": [{ "capabilities": "[deny]" }] }`,
  `{ "/path/to/folder/*": [
    { "rule-type": "target-rule", "capabilities": "[read, create, update]" },
    { "rule-type": "auth-method-rule", "capabilities": "[read, create, update]" },
    { "rule-type": "role-rule", "capabilities": "[read, create, update]" }
  ] }`,
  `{ "/foo/mysecret": [{ "capabilities": "[read]" }], "/foo/devops-*": [{ "capabilities": "[read]" }], "foo/+/+/bar/*": [{ "capabilities": "[read]" }] }`,
  `{ "/{{Groups}}/{{Username}}/*": [{ "capabilities": "[read, list]" }] }`,
];
