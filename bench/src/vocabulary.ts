// The names of an invented company, from which paths are made: environments, teams, applications, folders, secrets.
// A larger policy has more teams and applications, not more rules for each.

import type { Random } from "./random.ts";

export interface Vocabulary {
  readonly teams: readonly string[];
  readonly applications: readonly string[];
}

export const ENVIRONMENTS: readonly string[] = ["prod", "staging", "dev", "test", "qa", "sandbox"];

export const FOLDERS: readonly string[] = ["db", "api", "tls", "ssh", "cloud", "queue", "cache", "k8s"];

const TEAM_WORDS =
  "payments ledger identity checkout catalog search shipping returns billing fraud risk platform network storage " +
  "compute data-lake analytics mobile web partner support loyalty pricing inventory warehouse treasury tax payroll " +
  "hiring legal compliance security observability delivery release growth media content streaming messaging";

const APPLICATION_WORDS =
  "orders invoice gateway session profile report ingest export import sync batch stream webhook notifier scheduler " +
  "indexer resolver router cart refund settlement rate quote ticket audit archive backup token consent address " +
  "currency balance journal statement limit score rule match feed asset label";

const APPLICATION_KINDS: readonly string[] = ["api", "worker", "web", "jobs", "proxy", "admin", "etl", "bot"];

const SECRET_WORDS =
  "password username root-ca client-key signing-key api-key connection-string replica-password admin-password " +
  "deploy-key webhook-secret oauth-client encryption-key read-only-user migration-user license-key";

const SECRETS: readonly string[] = SECRET_WORDS.split(" ");

/** Names enough for a policy of so many rules: most teams have applications of their own names. */
export function vocabularyFor(size: number): Vocabulary {
  const teams = TEAM_WORDS.split(" ");
  const regions = ["", "-emea", "-apac", "-us", "-latam", "-core"];
  const allTeams = regions.flatMap((region) => teams.map((team) => team + region));
  const words = APPLICATION_WORDS.split(" ");
  const named = APPLICATION_KINDS.flatMap((kind) => words.map((word) => `${word}-${kind}`));
  const allApplications = Array.from({ length: 16 }, (_, at) =>
    named.map((name) => (at === 0 ? name : name + at)),
  ).flat();
  return {
    teams: allTeams.slice(0, clamp(Math.round(Math.sqrt(size) * 0.7), 6, allTeams.length)),
    applications: allApplications.slice(0, clamp(Math.round(size / 20), 12, allApplications.length)),
  };
}

/** The segments of one secret's path, in one of the two orders that companies use. */
export function secretSegments(random: Random, words: Vocabulary): string[] {
  const environment = random.pick(ENVIRONMENTS);
  const team = random.pick(words.teams);
  const application = random.pick(words.applications);
  const secret = secretName(random);
  const folder = random.pick(FOLDERS);
  return random.chance(0.7)
    ? [environment, team, application, folder, secret]
    : [team, application, environment, folder, secret];
}

/** The last segment of a path. */
export function secretName(random: Random): string {
  return random.chance(0.3) ? `${random.pick(SECRETS)}-${random.below(40)}` : random.pick(SECRETS);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
