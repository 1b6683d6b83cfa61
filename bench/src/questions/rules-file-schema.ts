// A JSON schema (draft 07) that says about a rules file what the documentation says: the shape, the words, the forms.

import { CAPABILITIES } from "../../../server/src/policy/capability.ts";
import { RULE_TYPES } from "../../../server/src/policy/rule-type.ts";

const WORD = `(${CAPABILITIES.map(({ name }) => name).join("|")})`;

export const RULES_FILE_SCHEMA: object = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: {
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      properties: {
        "rule-type": { type: "string", enum: RULE_TYPES.map(({ name }) => name) },
        capabilities: { type: "string", pattern: `^\\[\\s*${WORD}(\\s*,\\s*${WORD})*\\s*\\]$` },
        ttl: { type: "string", pattern: "^[1-9][0-9]*$" },
      },
      required: ["capabilities"],
      additionalProperties: false,
    },
  },
};
