/** Every provider against the sandbox's stand-in for its upstream. */
import { conforms, coversEverything } from './conformance.ts';
import { freeside } from './conformance/freeside.ts';
import { logicboxes } from './conformance/logicboxes.ts';
import { sippy } from './conformance/sippy.ts';
import { voipms } from './conformance/voipms.ts';

coversEverything();
for (const subject of [voipms, sippy, freeside, logicboxes]) conforms(subject);
