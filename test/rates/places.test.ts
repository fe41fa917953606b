import { expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { callerOf } from '../../src/access/grant.ts';
import { Places } from '../../src/rates/places.ts';
import { tenantNamed } from '../../src/accessConfig.ts';

const callerAt = (tenant: string, id: string): Caller =>
  callerOf(tenantNamed(tenant), { kind: 'key', id: `key:${id}`, scopes: [] });
const [one, two, other] = [callerAt('a', '1'), callerAt('a', '2'), callerAt('b', '1')];

const placesOf = (max: number) => new Places(max, (isOwn) => new Error(isOwn ? 'own' : 'all'));

it('leaves a quarter of the places to others, in the same tenant and elsewhere', () => {
  const places = placesOf(8);
  for (let count = 0; count < 6; count += 1) places.take(one);
  expect(() => places.take(one)).toThrow('own');
  places.take(two);
  places.take(other);
  expect(() => places.take(two)).toThrow('all');
});

it.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
  [100, 75],
])('of %i places one caller may have %i', (max, expected) => {
  const places = placesOf(max);
  for (let count = 0; count < expected; count += 1) places.take(one);
  expect(() => places.take(one)).toThrow(max === expected ? 'all' : 'own');
});

it('gives a place back once, and then to whoever asks', () => {
  const places = placesOf(4);
  const first = places.take(one);
  places.take(one);
  places.take(one);
  first();
  first();
  places.take(one);
  expect(() => places.take(one)).toThrow('own');
  places.take(two);
  expect(() => places.take(two)).toThrow('all');
});
