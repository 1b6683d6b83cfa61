/** Said wherever an answer is not the whole truth. */
export const NOT_DECIDED =
  "Not decided: a question was too large for its budget. What is listed is true, but there may be more.";
