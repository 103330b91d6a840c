// The refusals of the local API itself; what Kith refuses has its code and words in shared/errors.

interface Problem {
  status: number
  title: string
  /** What to do. */
  detail: string
}

export const problems = {
  NOT_JSON: {
    status: 400,
    title: 'The body is not JSON',
    detail: 'Send one JSON object, in UTF-8. Nothing was done.',
  },
  NOT_TAKEN: {
    status: 400,
    title: 'Something in the request is not understood',
    detail: '`issues` says where and why; /api/openapi.json says what is taken. Nothing was done.',
  },
  NO_TOKEN: {
    status: 401,
    title: 'Who is calling?',
    detail:
      'Send `Authorization: Bearer …` with an access token of the project, or with a key that was made in Kith under Settings, Local API.',
  },
  TOKEN_REFUSED: {
    status: 401,
    title: 'This access token is not accepted',
    detail: 'It is not signed by the project that is open, or its account or session is gone. Sign in again.',
  },
  TOKEN_EXPIRED: {
    status: 401,
    title: 'This access token is over',
    detail: 'Get a new one: POST /auth/v1/token?grant_type=refresh_token, or copy one in the settings.',
  },
  KEY_REFUSED: {
    status: 401,
    title: 'This key is not accepted',
    detail: 'It is not a key of this Kith, or was taken back. Make a new one in Kith under Settings, Local API.',
  },
  KEY_EXPIRED: {
    status: 401,
    title: 'This key is over',
    detail: 'Make a new one in Kith under Settings, Local API.',
  },
  READ_ONLY: {
    status: 403,
    title: 'This key may only read',
    detail: 'Make a key that may write in Kith under Settings, Local API. Nothing was done.',
  },
  NOT_YOURS: {
    status: 403,
    title: 'The body speaks of somebody else',
    detail:
      'Who a request is for follows from the token. `userId` and `resourceId` may be left out; where they are given they have to agree with it. Nothing was done.',
  },
  FOREIGN_ORIGIN: {
    status: 403,
    title: 'Pages of this origin may not call',
    detail:
      'Its owner can allow the origin in Kith under Settings, Local API. Programs that are no pages send no Origin.',
  },
  NO_ROUTE: {
    status: 404,
    title: 'There is nothing at this address',
    detail: '/api/docs lists what there is.',
  },
  WRONG_METHOD: {
    status: 405,
    title: 'This address does not take that method',
    detail: 'The header Allow says which it takes.',
  },
  BODY_TOO_SLOW: {
    status: 408,
    title: 'The body did not arrive in time',
    detail: 'Send it in one go. Nothing was done.',
  },
  AGENT_AMBIGUOUS: {
    status: 409,
    title: 'More than one persona has this name',
    detail: 'Use one of the ids in `ids` in place of the name. Nothing was done.',
  },
  OTHER_PERSONA: {
    status: 409,
    title: 'The thread belongs to another persona',
    detail:
      'A thread stays with its persona. Call /api/agents/… with the id in `personaId`; null is `custom`. Nothing was done.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'The body is too large',
    detail: 'It may have as many bytes as `limit` says. Nothing was done.',
  },
  NOT_JSON_TYPE: {
    status: 415,
    title: 'Only JSON is taken',
    detail: 'Send `Content-Type: application/json`. Nothing was done.',
  },
  WRONG_HOST: {
    status: 421,
    title: 'Kith is not reached by this name',
    detail: 'Use the address that is shown in Kith under Settings, Local API.',
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    title: 'Too many requests nobody may make',
    detail: 'Tokens that are not known yet are looked at again when the seconds in Retry-After are over.',
  },
  TOO_MANY_STREAMS: {
    status: 429,
    title: 'Too many answers at the same time',
    detail: 'At most `limit` are written at once for one caller. Wait until one is over. Nothing was done.',
  },
  TOO_MANY_GUESTS: {
    status: 429,
    title: 'Too many accounts at the same time',
    detail:
      'Kith answers for a few accounts besides the one at its window. Wait until one of them is done. Nothing was done.',
  },
  UNEXPECTED: {
    status: 500,
    title: 'Kith could not do this',
    detail: 'It is not your request. What happened is in Kith’s log.',
  },
  OWNER_AWAY: {
    status: 503,
    title: 'The owner of this key is not signed in',
    detail:
      'A key works while the account that made it is signed in to the same profile in Kith. Sign in there and try again.',
  },
  NOT_REACHABLE: {
    status: 503,
    title: 'The project does not answer',
    detail: 'Whether the token is good could not be asked. Try again when Kith is online.',
  },
} satisfies Record<string, Problem>

export type ProblemCode = keyof typeof problems
