import { describe, expect, it } from 'vitest';
import {
  followPosition,
  metresBetween,
  type Fix,
  type NoPosition,
} from '#web/screens/finds/position.ts';

type Watch = Parameters<Geolocation['watchPosition']>;

/** A phone that says what it is told to say. */
function phone() {
  let say: Watch[0] = () => undefined;
  let fail: NonNullable<Watch[1]> = () => undefined;
  let watching = false;
  const source: Geolocation = {
    getCurrentPosition: () => undefined,
    watchPosition: (found, failed) => {
      say = found;
      fail = failed ?? fail;
      watching = true;
      return 1;
    },
    clearWatch: () => {
      watching = false;
    },
  };
  const at = (accuracy: number, latitude = 52.19) => {
    const coords = {
      longitude: -2.22,
      latitude,
      accuracy,
      altitude: null,
      altitudeAccuracy: null,
      heading: null,
      speed: null,
      toJSON: () => ({}),
    };
    say({ coords, timestamp: 0, toJSON: () => ({}) });
  };
  const refuse = (code: number) =>
    fail({ code, message: '', PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 });
  return { source, at, refuse, watching: () => watching };
}

function follow(source: Geolocation | undefined, secure = true) {
  const fixes: Fix[] = [];
  const failures: NoPosition[] = [];
  const stop = followPosition(
    source,
    secure,
    (fix) => fixes.push(fix),
    (why) => failures.push(why),
  );
  return { fixes, failures, stop };
}

describe('the phone’s position', () => {
  it('gets better and never worse', () => {
    const dev = phone();
    const { fixes } = follow(dev.source);
    dev.at(80);
    dev.at(12);
    dev.at(60);
    dev.at(12, 52.2);
    expect(fixes.map(({ accuracy }) => accuracy)).toEqual([80, 12, 12]);
    expect(fixes.at(-1)?.latitude).toBe(52.2);
  });

  it('says why there is none, in a word a sentence can be made of', () => {
    const dev = phone();
    const denied = follow(dev.source);
    dev.refuse(1);
    expect(denied.failures).toEqual(['denied']);
    const lost = follow(dev.source);
    dev.refuse(3);
    expect(lost.failures).toEqual(['unavailable']);
    expect(follow(undefined).failures).toEqual(['unavailable']);
    expect(follow(dev.source, false).failures).toEqual(['insecure']);
  });

  it('keeps a position it has when the next one fails', () => {
    const dev = phone();
    const { failures } = follow(dev.source);
    dev.at(20);
    dev.refuse(3);
    expect(failures).toEqual([]);
  });

  it('is no longer watched when the form is left', () => {
    const dev = phone();
    const { stop } = follow(dev.source);
    expect(dev.watching()).toBe(true);
    stop();
    expect(dev.watching()).toBe(false);
  });

  it('is told in metres from another', () => {
    const here = { longitude: -2.22, latitude: 52 };
    expect(metresBetween(here, { ...here, latitude: 52.001 })).toBeCloseTo(111.3, 1);
    expect(metresBetween(here, { ...here, longitude: -2.219 })).toBeCloseTo(68.5, 1);
  });
});
