// For a Node process whose time is to go ahead of this computer's, by as many milliseconds as the file CLOCK_FILE says:
// `node --require clock.cjs …`. So the functions go along with a sandbox that travels in time.
const fs = require('node:fs');

const { now } = Date;
const file = process.env.CLOCK_FILE;

Date.now = () => now() + Number(fs.readFileSync(file, 'utf8'));
