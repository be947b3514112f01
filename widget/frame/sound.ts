let audio: AudioContext | undefined;

/** Two soft notes. A browser that has not been touched yet keeps them to itself. */
export function blip() {
  const { AudioContext, webkitAudioContext } = window as typeof globalThis & {
    webkitAudioContext?: typeof globalThis.AudioContext;
  };
  const Context = AudioContext ?? webkitAudioContext;
  if (!Context) return;
  audio ??= new Context();
  void audio.resume();
  const start = audio.currentTime;
  [660, 880].forEach((hertz, at) => {
    const tone = audio!.createOscillator();
    const volume = audio!.createGain();
    const from = start + at * 0.11;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.22);
    tone.connect(volume).connect(audio!.destination);
    tone.start(from);
    tone.stop(from + 0.24);
  });
}
