/** What the answers of the API say of the server itself: a banner shows it. */
import { SERVER_STATES, STATE_HEADER, type ServerTrouble } from '#api/contract/server_state.ts';

let tell: (trouble: ServerTrouble | null) => void = () => undefined;

/** One listener: the banner's state. */
export const onServerState = (listener: typeof tell): void => {
  tell = listener;
};

/** Takes note of an answer. One that a proxy made (502) says nothing of the server. */
export function noteServerState(status: number, header: string | null): void {
  const trouble = SERVER_STATES.find((known) => known === header);
  if (trouble) tell(trouble);
  else if (status < 500) tell(null);
}

/** The same, and passes the answer on. */
export function noted(answer: Response): Response {
  noteServerState(answer.status, answer.headers.get(STATE_HEADER));
  return answer;
}
