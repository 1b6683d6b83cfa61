// What the run asks of the processes that time whole questions. Times are in milliseconds.

export interface RuleQuestionTimes {
  /** Reading the text and preparing the client. */
  readonly read: number;
  /** Asking every rule, with the index that this needs. */
  readonly ask: number;
  /** How many rules got which answer. */
  readonly effects: Readonly<Record<string, number>>;
}

export interface ValidationTimes {
  readonly parse: number;
  readonly validate: number;
  readonly problems: number;
}

export interface CompareTimes {
  readonly compare: number;
  readonly decided: boolean;
  readonly changes: number;
}

export interface HostileTimes {
  readonly slowestDecision: number;
  readonly slowestQuestion: number;
  /** Of the paths, in order. */
  readonly answers: readonly number[];
  readonly effects: Readonly<Record<string, number>>;
  readonly whole: readonly WholeAnswerTime[];
}

/** An answer about all of a policy at once. */
export interface WholeAnswerTime {
  readonly name: string;
  readonly milliseconds: number;
  /** How many parts it has, and whether it is all there is. */
  readonly parts: number;
  readonly decided: boolean;
}

/** Nanoseconds for adding one rule to an index and removing it again. */
export type UpdateTime = number;

export interface QuestionRequests {
  ruleQuestions: { readonly ask: { readonly rulesFile: string }; readonly reply: RuleQuestionTimes };
  validation: { readonly ask: { readonly rulesFile: string }; readonly reply: ValidationTimes };
  compare: {
    readonly ask: { readonly rulesFile: string; readonly changes: number; readonly seed: number };
    readonly reply: CompareTimes;
  };
  hostile: { readonly ask: { readonly rulesFile: string; readonly pathsFile: string }; readonly reply: HostileTimes };
  update: { readonly ask: { readonly rulesFile: string }; readonly reply: UpdateTime };
}
