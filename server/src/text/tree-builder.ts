// Reads any text as JSON. What is sound is read as it stands. Where the text is broken it is mended, so that as little as
// possible is lost: what may follow tells what was meant (a string with a colon behind it is a key), and so does layout.
// Each member of the root object is read on its own: what is broken in one leaves the others as they are.

import { type JsonTokens, TOKEN } from "./json-tokens.ts";
import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./json-tree.ts";
import { type ArrayFrame, type Frame, findHome, indentationAt, type ObjectFrame } from "./layout.ts";
import { isAtKey, MembersAhead } from "./look-ahead.ts";
import { DEEPEST } from "./nesting.ts";
import { readLiteral, readSoundValue, readString } from "./read-sound-value.ts";
import { ReadingMarks } from "./reading-marks.ts";

/** What stands before the next member or element. */
export type Before = "nothing" | "one" | "comma";

export interface OpenObject extends JsonObject {
  readonly span: { readonly start: number; end: number };
  readonly members: JsonMember[];
}

interface OpenMember extends JsonMember {
  readonly span: { readonly start: number; end: number };
  value: JsonNode | undefined;
}

export class TreeBuilder {
  readonly tokens: JsonTokens;
  /** Where reading can go on later; none where the root is no object. */
  readonly marks: ReadingMarks = new ReadingMarks();
  tooDeep: number | undefined;
  readonly #frames: Frame[] = [];
  readonly #indentation: number;
  readonly #ahead = new MembersAhead();
  readonly #unclosed = new WeakSet<JsonNode>();

  /** @param rootStart where the root value begins in the text. */
  constructor(tokens: JsonTokens, rootStart: number) {
    this.tokens = tokens;
    this.#indentation = indentationAt(tokens.text, rootStart);
  }

  /** Reads any value; nothing, and nothing passed over, where none begins. */
  readValue(): JsonNode | undefined {
    switch (this.tokens.kind) {
      case TOKEN.openBrace:
        return this.readObject(true);
      case TOKEN.openBracket:
        return this.#readArray();
      default:
        return readLiteral(this.tokens);
    }
  }

  /** @param hasBrace whether the opening brace is there; else a key is the current token. */
  readObject(hasBrace: boolean): JsonObject {
    const column = hasBrace ? undefined : this.tokens.column();
    const object: OpenObject = { kind: "object", span: this.tokens.place(), members: [] };
    if (hasBrace) this.tokens.next();
    this.readMembers(object, column, "nothing");
    return object;
  }

  /** Reads members, and the closing brace if there is one. */
  readMembers(object: OpenObject, column: number | undefined, first: Before): void {
    const frame: ObjectFrame = { kind: "object", members: object.members, column };
    if (!this.#open(frame)) return;
    let before = first;
    while (!this.#endsObject(object, frame, before)) before = this.#readInObject(frame, before);
    this.#frames.pop();
    if (this.#frames.length === 0) this.marks.end(this.tokens);
  }

  /** Whether the object ends here, with its brace or because something of an outer container comes. */
  #endsObject(object: OpenObject, frame: ObjectFrame, before: Before): boolean {
    const { tokens } = this;
    if (this.marks.isStopped) return true;
    switch (tokens.kind) {
      case TOKEN.closeBrace:
        if (this.#isRoot() && this.#ahead.follow(tokens, true)) return false;
        if (before === "comma") tokens.complain("PropertyNameExpected");
        object.span.end = tokens.place().end;
        tokens.next();
        return true;
      case TOKEN.end:
        tokens.complain("CloseBraceExpected");
        object.span.end = tokens.place().end;
        return true;
      case TOKEN.closeBracket:
        return this.#bracketEndsObject(frame) && this.#breakOff(object, "CommaExpected");
      case TOKEN.openBrace:
        return this.#frames.at(-2)?.kind === "array" && this.#breakOff(object, "CloseBraceExpected");
      case TOKEN.string: {
        const home = this.#findHome();
        const isOuter = home !== undefined && this.#frames[home] !== frame;
        return isOuter && isAtKey(tokens) && this.#breakOff(object, "CloseBraceExpected");
      }
      default:
        return false;
    }
  }

  /** A bracket inside an object closes an array around it, unless what follows goes on with the object. */
  #bracketEndsObject(frame: ObjectFrame): boolean {
    const { tokens } = this;
    const outer = this.#frames.findLastIndex(({ kind }) => kind === "array");
    if (outer < 0) return false;
    const back = tokens.mark();
    tokens.next();
    const hasComma = tokens.kind === TOKEN.comma;
    if (hasComma) tokens.next();
    const home = this.#findHome();
    const { kind } = tokens;
    const endsRoot = kind !== TOKEN.closeBrace || outer > 1 || !this.#ahead.follow(tokens, false);
    back();
    if (kind === TOKEN.string) return home === undefined ? hasComma : this.#frames[home] !== frame;
    return endsRoot && ENDS_OR_CLOSES.has(kind);
  }

  /** Ends a container whose closing bracket is missing. */
  #breakOff(container: JsonNode & { readonly span: { end: number } }, name: string): true {
    this.tokens.complain(name);
    container.span.end = this.tokens.lastEnd();
    this.#unclosed.add(container);
    return true;
  }

  #readInObject(frame: ObjectFrame, before: Before): Before {
    const { tokens } = this;
    switch (tokens.kind) {
      case TOKEN.comma:
        if (before !== "one") tokens.complain("ValueExpected");
        if (this.#isRoot()) this.marks.reachComma(tokens, frame.members.length, frame.column);
        if (!this.marks.isStopped) tokens.next();
        return "comma";
      case TOKEN.string:
        if (before === "one") tokens.complain("CommaExpected");
        this.#readMember(frame, before);
        return "one";
      case TOKEN.closeBrace:
      case TOKEN.closeBracket:
        tokens.pass("StrayBracket");
        return before;
      default:
        tokens.complain(before === "one" ? "CommaExpected" : "PropertyNameExpected");
        this.#readWithoutKey(frame);
        return "one";
    }
  }

  #readMember(frame: ObjectFrame, before: Before): void {
    const { tokens } = this;
    const column = tokens.column();
    // Where quotes have lost their partners, strings stand between words and are no keys.
    const isSure = !tokens.state.afterWord && (before !== "one" || column !== undefined);
    if (isSure) frame.column ??= column;
    const key = readString(tokens);
    const member: OpenMember = { span: { ...key.span }, key, value: undefined };
    if (tokens.kind === TOKEN.colon) {
      tokens.next();
      frame.members.push(member);
      member.value = this.#readValueOfKey();
    } else {
      tokens.complain("ColonExpected");
      if (isSure && !tokens.state.afterWord) frame.members.push(member);
      if (this.#isValueWithoutColon()) member.value = this.#readMemberValue();
    }
    if (member.value) member.span.end = member.value.span.end;
  }

  #readValueOfKey(): JsonNode | undefined {
    const { tokens } = this;
    while (tokens.kind === TOKEN.colon) tokens.pass("ValueExpected");
    const value = isAtKey(tokens) ? undefined : this.#readMemberValue();
    if (value === undefined) tokens.complain("ValueExpected");
    return value;
  }

  /** Behind a key without its colon: a new line begins a new member, unless with a bracket. */
  #isValueWithoutColon(): boolean {
    const { tokens } = this;
    if (tokens.kind === TOKEN.openBrace || tokens.kind === TOKEN.openBracket) return true;
    return tokens.column() === undefined && !isAtKey(tokens);
  }

  #readMemberValue(): JsonNode | undefined {
    return (this.#isRoot() ? readSoundValue(this.tokens, 1, FOLLOWS_MEMBER) : undefined) ?? this.readValue();
  }

  /** What has no key is left out; but members of an object that swallowed what is behind it belong to the one around it. */
  #readWithoutKey({ members }: ObjectFrame): void {
    const { tokens } = this;
    const { kind } = tokens;
    const back = tokens.mark();
    tokens.next();
    if (kind !== TOKEN.openBrace && isAtKey(tokens)) return;
    if (kind !== TOKEN.colon) back();
    const value = this.readValue();
    const isWhole = value && !this.#unclosed.has(value) && tokens.kind !== TOKEN.end;
    if (value?.kind !== "object" || isWhole) return;
    for (const member of value.members) members.push(member);
  }

  #readArray(): JsonArray {
    const { tokens } = this;
    const array = { kind: "array" as const, span: tokens.place(), elements: [] as JsonNode[] };
    tokens.next();
    const frame: ArrayFrame = { kind: "array", elements: array.elements };
    if (!this.#open(frame)) return array;
    let before: Before = "nothing";
    while (!this.#endsArray(array, before)) before = this.#readInArray(frame, before);
    this.#frames.pop();
    return array;
  }

  #endsArray(array: JsonArray & { readonly span: { end: number } }, before: Before): boolean {
    const { tokens } = this;
    switch (tokens.kind) {
      case TOKEN.closeBracket:
        if (before === "comma") tokens.complain("ValueExpected");
        array.span.end = tokens.place().end;
        tokens.next();
        return true;
      case TOKEN.end:
        tokens.complain("CloseBracketExpected");
        array.span.end = tokens.place().end;
        return true;
      case TOKEN.closeBrace:
        return this.#belongsToOuterObject() && this.#breakOff(array, "CommaExpected");
      case TOKEN.string:
        return isAtKey(tokens) && this.#keyEndsArray(before) && this.#breakOff(array, "CloseBracketExpected");
      default:
        return false;
    }
  }

  /** The brace of the root is its last, unless members follow. */
  #belongsToOuterObject(): boolean {
    const outer = this.#frames.findLastIndex(({ kind }) => kind === "object");
    return outer > 0 || (outer === 0 && !this.#ahead.follow(this.tokens, false));
  }

  /** A key is no element: either the array should have ended, or the brace of an object is missing. */
  #keyEndsArray(before: Before): boolean {
    if (this.#findHome() !== undefined) return true;
    const outer = this.#frames.findLast((frame) => frame.kind === "object");
    if ((this.tokens.column() ?? 0) > (outer?.column ?? Number.POSITIVE_INFINITY)) return false;
    return before !== "nothing" && outer !== undefined;
  }

  #readInArray({ elements }: ArrayFrame, before: Before): Before {
    const { tokens } = this;
    switch (tokens.kind) {
      case TOKEN.comma:
        if (before !== "one") tokens.complain("ValueExpected");
        tokens.next();
        return "comma";
      case TOKEN.closeBrace:
        tokens.pass("StrayBracket");
        return before;
      case TOKEN.colon:
        tokens.pass(before === "one" ? "CommaExpected" : "ValueExpected");
        return before;
      default: {
        if (before === "one") tokens.complain("CommaExpected");
        const isKey = isAtKey(tokens);
        if (isKey) tokens.complain("OpenBraceExpected");
        const element = isKey ? this.readObject(false) : this.readValue();
        if (element) elements.push(element);
        return "one";
      }
    }
  }

  /** Where the current token belongs by layout, if it begins a line. */
  #findHome(): number | undefined {
    const column = this.tokens.column();
    return column === undefined ? undefined : findHome(this.#frames, column, this.#indentation);
  }

  #isRoot(): boolean {
    return this.#frames.length === 1 && this.#frames[0]?.kind === "object";
  }

  /** Whether there is room for one more level. */
  #open(frame: Frame): boolean {
    if (this.#frames.length >= DEEPEST) {
      this.tooDeep ??= this.tokens.state.lastEnd - 1;
      this.tokens.stop();
      return false;
    }
    this.#frames.push(frame);
    return true;
  }
}

const ENDS_OR_CLOSES: ReadonlySet<number> = new Set([TOKEN.end, TOKEN.closeBrace, TOKEN.closeBracket]);

const FOLLOWS_MEMBER: ReadonlySet<number> = new Set([TOKEN.comma, TOKEN.closeBrace, TOKEN.string]);
