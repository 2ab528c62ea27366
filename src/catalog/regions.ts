// Region names: the code's shape (new Regions need no entry), and the places people say for the well-known ones.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html

/** By shape, invented or future Regions included: `eu-west-1`, `us-gov-east-1`, `ap-southeast-7`. */
const CODE =
  /^(?:[a-z]{2}|us-gov|us-isob?|eu-isoe)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d{1,2}$/i;

const PLACES: ReadonlyMap<string, string> = new Map([
  ['virginia', 'us-east-1'],
  ['n. virginia', 'us-east-1'],
  ['north virginia', 'us-east-1'],
  ['northern virginia', 'us-east-1'],
  ['ohio', 'us-east-2'],
  ['oregon', 'us-west-2'],
  ['northern california', 'us-west-1'],
  ['ireland', 'eu-west-1'],
  ['dublin', 'eu-west-1'],
  ['london', 'eu-west-2'],
  ['paris', 'eu-west-3'],
  ['frankfurt', 'eu-central-1'],
  ['zurich', 'eu-central-2'],
  ['stockholm', 'eu-north-1'],
  ['milan', 'eu-south-1'],
  ['spain', 'eu-south-2'],
  ['tokyo', 'ap-northeast-1'],
  ['seoul', 'ap-northeast-2'],
  ['osaka', 'ap-northeast-3'],
  ['singapore', 'ap-southeast-1'],
  ['sydney', 'ap-southeast-2'],
  ['jakarta', 'ap-southeast-3'],
  ['melbourne', 'ap-southeast-4'],
  ['mumbai', 'ap-south-1'],
  ['hyderabad', 'ap-south-2'],
  ['hong kong', 'ap-east-1'],
  ['sao paulo', 'sa-east-1'],
  ['são paulo', 'sa-east-1'],
  ['bahrain', 'me-south-1'],
  ['cape town', 'af-south-1'],
  ['tel aviv', 'il-central-1'],
  ['calgary', 'ca-west-1'],
]);

export function isRegionCode(word: string): boolean {
  return CODE.test(word);
}

/** The Region meant by a place in lower case: `frankfurt` → `eu-central-1`. */
export const REGION_PLACES: ReadonlyMap<string, string> = PLACES;
