// A child who does not exist: the IIN has a valid control digit and belongs to nobody.
export function somebody(number) {
  const born = `2019-03-${String(1 + (number % 28)).padStart(2, '0')}`;
  const begin = born.slice(2).replaceAll('-', '');
  // The sixth of the seven: a woman born in this century.
  for (let serial = 8000 + number; ; serial += 1) {
    const eleven = `${begin}6${String(serial).padStart(4, '0')}`;
    const last = controlDigit(eleven);
    if (last !== null) return { iin: eleven + last, family: 'Әбдіғұлова', given: 'Қарлығаш', born, sex: 'female' };
  }
}

// Two rows of weights; a number that both leave at 10 is given to nobody.
function controlDigit(eleven) {
  const digits = [...eleven].map(Number);
  for (const shift of [1, 3]) {
    const sum = digits.reduce((total, digit, place) => total + digit * ((place + shift - 1) % 11 + 1), 0);
    if (sum % 11 < 10) return String(sum % 11);
  }
  return null;
}
