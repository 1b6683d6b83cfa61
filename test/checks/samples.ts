/** The only sample of a rules file that Akeyless documents (F1.6), as it is printed. */
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

/** The commands of the documentation of roles, each as the rules file that says the same, and what best practices say of it. */
export const DOCUMENTED_RULES: readonly { readonly text: string; readonly advice: readonly string[] }[] = [
  {
    text: `{ "/path/to/folder/*": [{ "rule-type": "item-rule", "capabilities": "[read, create, update]" }] }`,
    advice: [],
  },
  {
    text: `{ "/path/to/folder/*": [{ "capabilities": "[read, create, update]" }], "/path/to/folder/topSecret": [{ "capabilities": "[deny]" }] }`,
    advice: [],
  },
  {
    text: `{ "/path/to/folder/*": [
    { "rule-type": "target-rule", "capabilities": "[read, create, update]" },
    { "rule-type": "auth-method-rule", "capabilities": "[read, create, update]" },
    { "rule-type": "role-rule", "capabilities": "[read, create, update]" }
  ] }`,
    advice: ["warning target-more-than-list", "error grants-auth-method-management", "error grants-role-management"],
  },
  {
    text: `{ "/foo/mysecret": [{ "capabilities": "[read]" }], "/foo/devops-*": [{ "capabilities": "[read]" }], "foo/+/+/bar/*": [{ "capabilities": "[read]" }] }`,
    advice: [],
  },
  { text: `{ "/{{Groups}}/{{Username}}/*": [{ "capabilities": "[read, list]" }] }`, advice: [] },
];
