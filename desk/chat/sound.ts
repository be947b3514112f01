let audio: AudioContext | undefined;

const notes = [
  { hertz: 660, from: 0 },
  { hertz: 880, from: 0.11 },
] as const;
const lengthSeconds = 0.16;
const loudness = 0.08;

/** Two short, soft notes. Before the first press on the page browsers keep silent, and so does this. */
export function chime() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
  for (const { hertz, from } of notes) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = audio.currentTime + from;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + lengthSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + lengthSeconds);
  }
}
